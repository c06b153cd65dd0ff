/**
 * The TLS of a connection, as the client negotiated it with this server. Where something in front of the server ended it, nothing is known,
 * and nothing is told: AWS tells of the connection to its own endpoint.
 */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { TlsDetails } from '../call.js';

/** A connection has many calls, mostly with one Host. */
const known = new WeakMap<TLSSocket, TlsDetails>();

/** @param host the Host header, port included */
export function tlsDetailsOf(socket: Socket, host: string | undefined): TlsDetails | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const details = known.get(socket);
  if (details && details.clientProvidedHostHeader === host) return details;
  const tlsVersion = socket.getProtocol();
  if (tlsVersion === null) return undefined;
  const made = {
    tlsVersion,
    cipherSuite: socket.getCipher().name,
    ...(host !== undefined && { clientProvidedHostHeader: host }),
  };
  known.set(socket, made);
  return made;
}
