/**
 * SNS: a message for each log file of a trail that has a topic, in the topic's account and region. A topic that does not exist or refuses costs its
 * message and shows in GetTrailStatus, as on AWS; one bad topic must not hold up the others.
 */
import type { SNSClient } from '@aws-sdk/client-sns';
import { arnParts } from '../kinds/arn.js';
import { awsReceipt, Clients, clientConfig, originOf, sendOptions } from './aws.js';
import { type Destination, type Receipt, SENT } from './destination.js';
import { isEvent, type Message } from './message.js';

export const SNS = 'sns';

export class SnsTopics implements Destination {
  readonly name = SNS;
  readonly takesCalls = false;
  readonly batchSize = 1;
  readonly origin: string | undefined;
  readonly #endpoint: string;
  #clients: Clients<SNSClient> | undefined;

  /** @param endpoint a URL, or USUAL_AWS */
  constructor(endpoint: string) {
    this.#endpoint = endpoint;
    this.origin = originOf(endpoint, 'SNS');
  }

  takes(message: Message): boolean {
    return !isEvent(message) && message.topic !== undefined;
  }

  send(messages: readonly Message[], signal: AbortSignal): Promise<Receipt[]> {
    return Promise.all(messages.map((message) => this.#publish(message, signal)));
  }

  async #publish(message: Message, signal: AbortSignal): Promise<Receipt> {
    if (isEvent(message) || message.topic === undefined) return SENT;
    try {
      const { SNSClient, PublishCommand } = await import('@aws-sdk/client-sns');
      this.#clients ??= new Clients((place) => new SNSClient(clientConfig(this.#endpoint, place)));
      const { account = '', region = '' } = arnParts(message.topic) ?? {};
      const command = new PublishCommand({ TopicArn: message.topic, Message: message.text });
      await this.#clients.at({ account, region }).send(command, sendOptions(signal));
      return SENT;
    } catch (error) {
      return awsReceipt(error);
    }
  }
}
