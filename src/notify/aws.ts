/**
 * What the clients of SNS and EventBridge have in common. They are loaded when there is something to send: a server that notifies nobody
 * starts without them.
 *
 * Who sends: the credentials of the usual AWS settings. Where an endpoint is given and there are none, the account is the access key, as which
 * emulators (moto, LocalStack) understand it: so what happened in an account arrives in that account.
 */
import { USUAL_AWS } from '../options.js';
import { type Receipt, receiptOf, TIMEOUT_MS } from './destination.js';

/** Where the SDK will go; undefined for AWS itself. */
export function originOf(endpoint: string, service: 'SNS' | 'EVENTBRIDGE'): string | undefined {
  const { AWS_ENDPOINT_URL, [`AWS_ENDPOINT_URL_${service}`]: ofService = AWS_ENDPOINT_URL } = process.env;
  const url = endpoint === USUAL_AWS ? ofService : endpoint;
  return url && URL.canParse(url) ? new URL(url).origin : undefined;
}

export interface Place {
  account: string;
  region: string;
}

/** The members of a client's configuration; there are no retries, for those are the sender's. */
export function clientConfig(endpoint: string, { account, region }: Place) {
  const isEmulator = endpoint !== USUAL_AWS && !process.env.AWS_ACCESS_KEY_ID && !process.env.AWS_PROFILE;
  return {
    region,
    maxAttempts: 1,
    ...(endpoint !== USUAL_AWS && { endpoint }),
    ...(isEmulator && { credentials: { accessKeyId: account, secretAccessKey: 'gluetrail' } }),
  };
}

/** One client for each account and region. */
export class Clients<Client extends { destroy(): void }> {
  readonly #clients = new Map<string, Client>();
  readonly #make: (place: Place) => Client;

  constructor(make: (place: Place) => Client) {
    this.#make = make;
  }

  at(place: Place): Client {
    const name = `${place.account} ${place.region}`;
    const client = this.#clients.get(name) ?? this.#make(place);
    this.#clients.set(name, client);
    return client;
  }
}

export function sendOptions(signal: AbortSignal): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) };
}

export function awsReceipt(error: unknown): Receipt {
  return receiptOf(error, isRefusal);
}

/** Too many requests and whatever credentials can be may be over next time; any other fault of the sender's is not. */
function isRefusal(error: Error & { $metadata?: { httpStatusCode?: number } }): boolean {
  const { httpStatusCode = 0 } = error.$metadata ?? {};
  if (httpStatusCode < 400 || httpStatusCode >= 500 || httpStatusCode === 408 || httpStatusCode === 429) return false;
  return !/Throttl|RequestLimit|Token|Signature|Credential|AccessKey|UnrecognizedClient/i.test(error.name);
}
