/**
 * Builds openapi.yaml from the code: the admin routes from their schemas, the AWS JSON door from the services' targets, that of AWS Query
 * from STS's operations, the CloudTrail record from its schema. OpenAPI 3.1 takes JSON schemas as they are. What the view of the buckets
 * has of S3 is told in few words.
 *
 *   npm run build:openapi             writes the file
 *   npm run check:openapi             says whether the file is as it would be written; exit status 1 if not
 */
import type { FastifySchema, RouteOptions } from 'fastify';
import type { TSchema } from 'typebox';
import { stringify } from 'yaml';
import { ErrorSchema } from '../src/admin/error.js';
import { InjectionSchema } from '../src/fault-injection.js';
import { CLOUDTRAIL, GLUE, STS } from '../src/model/service.js';
import { completeOptions } from '../src/options.js';
import { Server } from '../src/server.js';
import { CloudTrailRecordSchema } from '../src/trail/record-schema.js';
import { VERSION } from '../src/version.js';
import { writeOrCheck } from './generated-file.js';

const FILE = 'openapi.yaml';
const FIRST_LINE = '# Generated from the code by `npm run build:openapi`; do not edit.\n';
const SERVICES = [GLUE, CLOUDTRAIL];

/** Schemas that stand under a name of their own, wherever they are used. */
const NAMED = new Map<object, string>([
  [CloudTrailRecordSchema, 'CloudTrailRecord'],
  [InjectionSchema, 'Injection'],
  [ErrorSchema, 'Error'],
]);

interface Parameter {
  name: string;
  in: 'query' | 'header';
  description?: string;
  schema: TSchema;
}

/** The admin routes as the server registers them. */
async function adminRoutes(): Promise<RouteOptions[]> {
  const server = new Server(completeOptions({ logLevel: 'silent' }));
  const routes: RouteOptions[] = [];
  server.app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/_gluetrail/') && route.method !== 'HEAD') routes.push(route);
  });
  await server.app.ready();
  await server.close();
  return routes;
}

function adminPaths(routes: readonly RouteOptions[]): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const { url, method, schema = {} } of routes) {
    paths[url] = { ...paths[url], [String(method).toLowerCase()]: adminOperation(schema) };
  }
  return paths;
}

function adminOperation({ summary, description, querystring, headers, body, response }: FastifySchema): object {
  const parameters = [...parametersOf('query', querystring), ...parametersOf('header', headers)];
  const answers = Object.entries(response as Record<string, TSchema>).map(([status, schema]) => [
    status,
    answer(schema),
  ]);
  return {
    tags: ['admin'],
    summary,
    description,
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: { required: true, content: json(body as TSchema) } }),
    responses: { ...Object.fromEntries(answers), default: answer(ErrorSchema) },
  };
}

function parametersOf(place: Parameter['in'], schema: unknown): Parameter[] {
  if (schema === undefined) return [];
  const { properties } = schema as { properties: Record<string, TSchema & { description?: string }> };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

/** A route states either a schema, of JSON, or content types with theirs. */
function answer(stated: TSchema & { content?: object; description?: string }): object {
  if (stated.content) return stated;
  return { description: stated.description ?? 'Done.', content: json(stated) };
}

function json(schema: TSchema): object {
  return { 'application/json': { schema } };
}

const AWS_JSON = 'application/x-amz-json-1.1';
const FORM = 'application/x-www-form-urlencoded';

/** OpenAPI has one place for what is posted to a path: the content type says which protocol is spoken. */
function awsPath(): object {
  const targets = SERVICES.flatMap(({ targetPrefixes, operations }) =>
    targetPrefixes.flatMap((prefix) => [...operations.keys()].map((operation) => `${prefix}.${operation}`)),
  );
  return {
    post: {
      tags: ['aws'],
      summary: 'An operation of the AWS API',
      description:
        'What each operation takes and answers is described in its API reference; an AWS SDK is the natural client.',
      security: [{ signature: [] }],
      parameters: [
        {
          ...{ name: 'X-Amz-Target', in: 'header', description: 'Which operation is meant, in AWS JSON.' },
          schema: { type: 'string', enum: targets.sort() },
        },
      ],
      requestBody: {
        required: true,
        content: { [AWS_JSON]: { schema: { type: 'object' } }, [FORM]: { schema: queryForm() } },
      },
      responses: {
        200: awsAnswer('The output of the operation.', { type: 'object' }),
        400: awsAnswer('The call was refused.', { $ref: '#/components/schemas/Fault' }),
        403: { description: 'A form was not signed, or wrongly.', content: { 'text/xml': {} } },
        413: awsAnswer('The body is too large.', { $ref: '#/components/schemas/Fault' }),
        500: awsAnswer('The service failed.', { $ref: '#/components/schemas/Fault' }),
        503: awsAnswer('The service is not available, as somebody injected.', { $ref: '#/components/schemas/Fault' }),
        404: {
          description: 'The content type is neither that of AWS JSON 1.1 nor a form.',
          content: { 'text/xml': {} },
        },
      },
    },
  };
}

/** An operation's parameters stand beside these two. */
function queryForm(): object {
  const properties = {
    Action: {
      type: 'string',
      description: 'Only GetCallerIdentity is served.',
      enum: [...STS.operations.keys()].sort(),
    },
    Version: { type: 'string', const: STS.queryVersion },
  };
  return { type: 'object', required: ['Action', 'Version'], properties };
}

const XML = { 'application/xml': {} };

/** The buckets as S3, of which clients know the rest. */
function s3Paths(): Record<string, object> {
  const parameter = (name: string, what: string) => ({
    name,
    in: 'path',
    required: true,
    description: what,
    schema: { type: 'string' },
  });
  const bucket = parameter('bucket', "A subfolder of --bucket-dir, by a bucket's name.");
  const operation = (summary: string, good: object) => ({
    tags: ['s3'],
    summary,
    responses: { 200: good, default: { description: "An error in S3's XML.", content: XML } },
  });
  const document = (description: string) => ({ description, content: XML });
  const bytes = { description: 'The object, or a range of it.', content: { 'application/octet-stream': {} } };
  const nothing = { description: 'Headers alone.' };
  return {
    '/{bucket}': {
      parameters: [bucket],
      get: operation('ListObjects, version 1 and 2, and GetBucketLocation', document('A page of keys.')),
      head: operation('HeadBucket', nothing),
      put: operation('CreateBucket, if it is signed for s3', nothing),
    },
    '/{bucket}/{key}': {
      parameters: [bucket, parameter('key', 'The object, slashes and all.')],
      get: operation('GetObject, with ranges and conditions', bytes),
      head: operation('HeadObject', nothing),
    },
  };
}

function awsAnswer(description: string, schema: object): object {
  const headers = { 'x-amzn-RequestId': { description: "The record's requestID.", schema: { type: 'string' } } };
  return { description, headers, content: { [AWS_JSON]: { schema }, 'text/xml': {} } };
}

const FAULT = {
  type: 'object',
  required: ['__type'],
  properties: {
    __type: { type: 'string', description: "The error's name: EntityNotFoundException." },
    Message: { type: 'string', description: 'What Glue says.' },
    message: { type: 'string', description: 'What the front end and CloudTrail say.' },
  },
};

function assemble(routes: readonly RouteOptions[]): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'gluetrail',
      version: VERSION,
      description: 'An AWS Glue endpoint that keeps a true CloudTrail trail.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: 'http://127.0.0.1:4590' }],
    tags: [
      { name: 'aws', description: 'AWS JSON 1.1, and AWS Query for STS: what SDKs, the AWS CLI and Terraform speak.' },
      { name: 's3', description: 'The buckets as S3, path style: read without a signature, written by nobody.' },
      { name: 'admin', description: 'What one asks of the server itself.' },
    ],
    paths: { '/': awsPath(), ...s3Paths(), ...adminPaths(routes) },
    components: {
      schemas: { ...Object.fromEntries([...NAMED].map(([schema, name]) => [name, { ...schema }])), Fault: FAULT },
      securitySchemes: {
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'AWS Signature Version 4; its access key says who calls.',
        },
      },
    },
  };
}

/** The document as plain data: named schemas as references, patterns as text, without what only our refusals use. */
function plain(document: object): object {
  return JSON.parse(
    JSON.stringify(document, (key, value) => {
      if (key === 'allowed') return undefined;
      if (value instanceof RegExp) return value.source;
      const name = NAMED.get(value);
      return name === undefined ? value : { $ref: `#/components/schemas/${name}` };
    }),
  );
}

const text =
  FIRST_LINE + stringify(plain(assemble(await adminRoutes())), { lineWidth: 120, aliasDuplicateObjects: false });
writeOrCheck(FILE, text, 'npm run build:openapi');
