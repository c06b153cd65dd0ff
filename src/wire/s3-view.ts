/**
 * The bucket folder as S3 shows it: path-style requests on the same port, for `aws s3 ls` and `cp`, `aws cloudtrail validate-logs`, DuckDB
 * and whatever else reads logs from S3. Read-only, since what delivery wrote is evidence: what would write or delete an object is refused,
 * only a bucket can be made, by a signed request.
 *
 * Everybody may read, without a signature too, as from a public bucket: so a browser and curl can. Only `GET /` has to be signed for s3,
 * for the root is not S3's alone. All buckets are in us-east-1, whatever region a client signs for. A server that delivers into S3 shows
 * what lies in the folder all the same, which is what was there before.
 */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FolderReader } from '../trail/bucket/folder-reader.js';
import { routeConstraint } from './route-constraint.js';
import { listObjects, type Query } from './s3-view/list-objects.js';
import { answerTo } from './s3-view/object-answer.js';
import {
  accessDenied,
  internalError,
  invalidBucketName,
  invalidUri,
  noSuchBucket,
  noSuchKey,
  notImplemented,
  S3Fault,
} from './s3-view/s3-fault.js';
import { s3Document } from './s3-view/xml.js';
import { element, leaf } from './xml.js';

interface S3ViewParts {
  reader: FolderReader;
}

/** No other path begins like a bucket's name: those of the server itself begin with an underscore. */
const BUCKET = '/:bucket(^[a-z0-9][a-z0-9.-]*$)';
const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];

/** A Fastify plugin. */
export async function s3View(app: FastifyInstance, { reader }: S3ViewParts): Promise<void> {
  app.setGenReqId(newRequestId);
  app.removeAllContentTypeParsers();
  // What a client sends is read to its end and forgotten: one that is cut off while it sends does not read why.
  app.addContentTypeParser('*', (_request, payload, done) => payload.on('end', () => done(null)).resume());
  app.addHook('onRequest', (request, reply, done) => {
    sayWhoAnswers(reply, request.id);
    done();
  });
  app.setErrorHandler(sendError);
  app.addConstraintStrategy(SIGNED_FOR);
  app.get('/', { constraints: { signedFor: 's3' } }, async (_request, reply) =>
    sendXml(reply, await bucketList(reader)),
  );
  app.put<{ Params: { name: string } }>('/:name', async (request, reply) => {
    if (!isSignedForS3(request)) return reply.callNotFound();
    throw invalidBucketName(request.params.name);
  });
  for (const url of [BUCKET, `${BUCKET}/*`]) {
    app.route({
      method: METHODS,
      url,
      exposeHeadRoute: false,
      handler: (request, reply) => answer(reader, request, reply),
    });
  }
}

/** For a URL of an object that Fastify cannot decode, which it hands to no plugin. */
export function refuseObjectUrl(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const requestId = newRequestId();
  sendFault(sayWhoAnswers(reply, requestId), invalidUri(), request, requestId);
}

/** Whether a URL is that of a bucket or of what is in it. */
export function isBucketUrl(url: string): boolean {
  return /^\/[a-z0-9][a-z0-9.-]{2,62}(?:[/?]|$)/.test(url);
}

function newRequestId(): string {
  return randomBytes(8).toString('hex').toUpperCase();
}

function sayWhoAnswers(reply: FastifyReply, requestId: string): FastifyReply {
  // Who delivers into S3 and finds this server there is told so (trail/bucket/s3.ts).
  return reply.headers({ 'x-amz-request-id': requestId, server: 'gluetrail' });
}

/** Tells which of the routes for `GET /` is meant. */
const SIGNED_FOR = routeConstraint('signedFor', (request) => (isSignedForS3(request) ? 's3' : undefined));

interface RequestHead {
  url?: string;
  headers: { authorization?: string | undefined };
}

/** By the credential's scope, in a header or a presigned query; or in the old way of signing, which S3 alone knows. */
function isSignedForS3({ url = '', headers: { authorization } }: RequestHead): boolean {
  if (authorization === undefined) return PRESIGNED_FOR_S3.test(url);
  return authorization.includes('/s3/aws4_request') || authorization.startsWith('AWS ');
}

const PRESIGNED_FOR_S3 = /(?:\/|%2F)s3(?:\/|%2F)aws4_request|[?&]AWSAccessKeyId=/i;

function answer(reader: FolderReader, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { bucket, key } = targetOf(request.url);
  return key === ''
    ? answerOfBucket(reader, bucket, request, reply)
    : answerOfObject(reader, { bucket, key }, request, reply);
}

async function answerOfBucket(
  reader: FolderReader,
  bucket: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = queryOf(request);
  const subresource = SUBRESOURCES.find((name) => query(name) !== undefined);
  if (request.method === 'PUT' && subresource === undefined && isSignedForS3(request))
    return createBucket(reader, bucket, reply);
  if (!isReading(request)) throw accessDenied();
  if (!(await reader.hasBucket(bucket))) throw noSuchBucket(bucket);
  reply.header('x-amz-bucket-region', 'us-east-1');
  if (request.method === 'HEAD') return reply.send();
  if (query('location') !== undefined) return sendXml(reply, s3Document('LocationConstraint'));
  if (subresource !== undefined) throw notImplemented(subresource);
  return sendXml(reply, await listObjects(reader, bucket, query));
}

/** S3 in us-east-1 answers the same to whoever has the bucket already. */
async function createBucket(reader: FolderReader, bucket: string, reply: FastifyReply): Promise<FastifyReply> {
  if (!(await reader.createBucket(bucket))) throw invalidBucketName(bucket);
  return reply.header('location', `/${bucket}`).send();
}

async function answerOfObject(
  reader: FolderReader,
  { bucket, key }: Target,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = queryOf(request);
  if (!isReading(request)) throw accessDenied();
  const subresource = SUBRESOURCES.find((name) => query(name) !== undefined);
  if (subresource !== undefined) throw notImplemented(subresource);
  if (!(await reader.hasBucket(bucket))) throw noSuchBucket(bucket);
  const object = await reader.open(bucket, key);
  if (!object) throw noSuchKey(key);
  let isStreamed = false;
  try {
    const { statusCode, headers, bytes } = answerTo(request.headers, key, object);
    reply.code(statusCode).headers(headers);
    isStreamed = request.method === 'GET' && bytes !== undefined;
    return reply.send(isStreamed ? object.handle.createReadStream(bytes) : undefined);
  } finally {
    // A stream closes its file itself.
    if (!isStreamed) await object.handle.close();
  }
}

async function bucketList(reader: FolderReader): Promise<string> {
  const buckets = (await reader.buckets()).map(({ name, created }) =>
    element('Bucket', leaf('Name', name), leaf('CreationDate', created.toISOString())),
  );
  return s3Document('ListAllMyBucketsResult', element('Buckets', ...buckets));
}

/** What a query asks for beside the object or the list of objects. */
const SUBRESOURCES = (
  'accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory legal-hold lifecycle location logging metrics ' +
  'notification object-lock ownershipControls partNumber policy policyStatus publicAccessBlock replication requestPayment restore ' +
  'retention select session tagging torrent uploadId uploads versionId versioning versions website'
).split(' ');

function isReading({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

interface Target {
  bucket: string;
  /** Empty: the bucket itself. */
  key: string;
}

function targetOf(url: string): Target {
  const [path = ''] = url.split('?', 1);
  const [, bucket = '', ...segments] = path.split('/');
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(segments.join('/')) };
  } catch {
    throw invalidUri();
  }
}

function queryOf(request: FastifyRequest): Query {
  const members = request.query as Record<string, string | string[] | undefined>;
  return (name) => {
    const value = members[name];
    return Array.isArray(value) ? value[0] : value;
  };
}

function sendXml(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('content-type', 'application/xml').send(text);
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = error instanceof S3Fault ? error : internalError();
  if (fault.statusCode >= 500 && fault !== error) request.log.error({ err: error }, 'a bucket could not be read');
  return sendFault(reply, fault, request, request.id);
}

function sendFault(reply: FastifyReply, fault: S3Fault, { method }: FastifyRequest, requestId: string): FastifyReply {
  reply.code(fault.statusCode).header('content-type', 'application/xml');
  return method === 'HEAD' ? reply.send() : reply.send(fault.document(requestId));
}
