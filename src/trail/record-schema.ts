/**
 * The CloudTrail record as a JSON schema, from which its type is derived. Members stand in the order in which AWS writes them.
 * Source: "CloudTrail record contents" of the CloudTrail user guide.
 */
import Type, { type Static } from 'typebox';
import { EVENT_VERSIONS } from './event-version.js';

const UserIdentitySchema = Type.Object(
  {
    type: Type.Enum(['IAMUser', 'Root', 'AssumedRole', 'AWSAccount', 'AWSService']),
    principalId: Type.String(),
    arn: Type.String(),
    accountId: Type.String(),
    accessKeyId: Type.String(),
    userName: Type.Optional(Type.String()),
  },
  { additionalProperties: false, description: 'Who made the call.' },
);

const elements = (description: string) => Type.Union([Type.Object({}), Type.Null()], { description });

export const CloudTrailRecordSchema = Type.Object(
  {
    eventVersion: Type.Enum([...EVENT_VERSIONS]),
    userIdentity: UserIdentitySchema,
    eventTime: Type.String({ format: 'date-time', description: 'UTC, whole seconds: 2017-10-11T22:29:49Z.' }),
    eventSource: Type.String({ description: 'The service: glue.amazonaws.com.' }),
    eventName: Type.String({ description: 'The operation.' }),
    awsRegion: Type.String(),
    sourceIPAddress: Type.String(),
    userAgent: Type.String(),
    errorCode: Type.Optional(Type.String({ description: 'Of a call that failed.' })),
    errorMessage: Type.Optional(Type.String()),
    requestParameters: elements('The input, without what is secret; null if it was not read.'),
    responseElements: elements('The output; null of a call that failed and of most that read.'),
    requestID: Type.String({ description: "What the answer's x-amzn-RequestId says." }),
    eventID: Type.String(),
    readOnly: Type.Optional(Type.Boolean({ description: 'Since eventVersion 1.08.' })),
    eventType: Type.Literal('AwsApiCall'),
    managementEvent: Type.Optional(Type.Boolean({ description: 'Since eventVersion 1.08.' })),
    recipientAccountId: Type.String(),
    eventCategory: Type.Optional(Type.Literal('Management', { description: 'Since eventVersion 1.08.' })),
  },
  { additionalProperties: false, description: "One event of a log file's Records." },
);

/** One event of a log file's Records. */
export interface CloudTrailRecord extends Static<typeof CloudTrailRecordSchema> {}
