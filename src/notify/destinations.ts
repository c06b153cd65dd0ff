/** The destinations that a server's options name. */
import type { Options } from '../options.js';
import type { Destination } from './destination.js';
import { EventBus } from './eventbridge.js';
import { KINDS } from './message.js';
import { SnsTopics } from './sns.js';
import { Webhook } from './webhook.js';

export function destinationsOf(options: Options): Destination[] {
  const { snsEndpoint, eventbridgeEndpoint, eventbridgeBus, webhook, webhookKinds } = options;
  const wanted = webhookKinds.split(',');
  const kinds = KINDS.filter((kind) => wanted.includes(kind));
  return [
    ...(snsEndpoint ? [new SnsTopics(snsEndpoint)] : []),
    ...(eventbridgeEndpoint ? [new EventBus(eventbridgeEndpoint, eventbridgeBus)] : []),
    ...(webhook ? [new Webhook(webhook, kinds)] : []),
  ];
}
