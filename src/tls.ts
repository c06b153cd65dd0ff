/** The certificate and key that a server serves https with. Both are tried before anything else is begun. */
import { readFileSync } from 'node:fs';
import type { Server as NetServer, Socket } from 'node:net';
import { createSecureContext, DEFAULT_CIPHERS, Server as TlsServer } from 'node:tls';
import { OptionError, type Options } from './options.js';

/** In the form in which node:https takes it. */
export interface Certificate {
  cert: Buffer;
  key: Buffer;
  ciphers: string;
}

/** What AWS's endpoints choose of all that a client can do, as observed: records are to say the same. */
const PREFERRED = 'TLS_AES_128_GCM_SHA256';
const CIPHERS = [PREFERRED, ...DEFAULT_CIPHERS.split(':').filter((cipher) => cipher !== PREFERRED)].join(':');

/**
 * Undefined if the server is to be plain.
 *
 * @throws OptionError for a file that cannot be read or holds something else, and for a key that is another certificate's
 */
export function certificateOf({ tlsCert, tlsKey }: Options): Certificate | undefined {
  if (tlsCert === undefined || tlsKey === undefined) return undefined;
  const cert = read(tlsCert, 'the certificate (--tls-cert)');
  const key = read(tlsKey, 'the private key (--tls-key)');
  tried(() => createSecureContext({ cert }), `${tlsCert} (--tls-cert) must hold a certificate in PEM form`);
  tried(
    () => createSecureContext({ cert, key }),
    `${tlsKey} (--tls-key) must hold the private key of ${tlsCert}, in PEM form without a passphrase`,
  );
  return { cert, key, ciphers: CIPHERS };
}

/**
 * Makes what cuts the connections whose handshake is not done: a server of https knows nothing of them, and one that never gets so far
 * would keep it from closing for two minutes. Of a plain server it cuts none.
 */
export function handshakeCutter(server: NetServer): () => void {
  const begun = new Map<string, Socket>();
  if (server instanceof TlsServer) {
    server.on('connection', (socket) => {
      const peer = peerOf(socket);
      begun.set(peer, socket);
      socket.once('close', () => begun.delete(peer));
    });
    server.on('secureConnection', (socket) => begun.delete(peerOf(socket)));
  }
  return () => {
    for (const socket of begun.values()) socket.destroy();
  };
}

/** The same of a connection and of the TLS over it. */
function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

function read(path: string, what: string): Buffer {
  return tried(() => readFileSync(path), `${what} cannot be read`);
}

function tried<T>(work: () => T, problem: string): T {
  try {
    return work();
  } catch (error) {
    throw new OptionError(`${problem}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
