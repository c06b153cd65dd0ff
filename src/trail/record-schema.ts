/**
 * The CloudTrail record as a JSON schema, from which its type is derived. Members stand in the order in which AWS writes them.
 * Source: "CloudTrail record contents" of the CloudTrail user guide; the order of what is not in the developer guide's samples as observed.
 */
import Type, { type Static } from 'typebox';
import { EVENT_VERSIONS } from './event-version.js';

const NOTHING = Type.Object({}, { additionalProperties: false });

const SessionContextSchema = Type.Object(
  {
    sessionIssuer: Type.Optional(
      Type.Union([
        Type.Object(
          {
            type: Type.Literal('Role'),
            principalId: Type.String(),
            arn: Type.String(),
            accountId: Type.String(),
            userName: Type.String(),
          },
          { additionalProperties: false },
        ),
        NOTHING,
      ]),
    ),
    webIdFederationData: Type.Optional(NOTHING),
    attributes: Type.Object(
      { creationDate: Type.String({ format: 'date-time' }), mfaAuthenticated: Type.Enum(['true', 'false']) },
      { additionalProperties: false },
    ),
    sourceIdentity: Type.Optional(Type.String()),
  },
  { additionalProperties: false, description: 'Of calls with temporary credentials; its form depends on the version.' },
);

const UserIdentitySchema = Type.Object(
  {
    type: Type.Enum(['IAMUser', 'Root', 'AssumedRole', 'AWSAccount', 'AWSService']),
    principalId: Type.String(),
    arn: Type.String(),
    accountId: Type.String(),
    accessKeyId: Type.String(),
    userName: Type.Optional(Type.String()),
    sessionContext: Type.Optional(SessionContextSchema),
    invokedBy: Type.Optional(Type.String({ description: 'The service that made the call for the caller.' })),
  },
  { additionalProperties: false, description: 'Who made the call.' },
);

const OmissionSchema = Type.Object(
  {
    reason: Type.String({ description: 'requestParameters too large' }),
    omitted: Type.Literal(true),
    originalSize: Type.Integer({ description: 'Bytes.' }),
  },
  { additionalProperties: false, description: 'Instead of more than 100 KB, since eventVersion 1.08.' },
);

/** What stands where an element would be too large. */
export interface Omission extends Static<typeof OmissionSchema> {}

const elements = (description: string) => Type.Union([OmissionSchema, Type.Object({}), Type.Null()], { description });

const AdditionalEventDataSchema = Type.Object(
  {
    insufficientLakeFormationPermissions: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Databases and tables for which the principal lacks permissions: none here.',
      }),
    ),
    lakeFormationPrincipal: Type.String({ description: 'The ARN of the user or the role.' }),
  },
  { additionalProperties: false, description: 'Of calls for databases and tables, since eventVersion 1.08.' },
);

const ResourceSchema = Type.Object(
  { accountId: Type.String(), type: Type.String({ description: 'AWS::Glue::Table' }), ARN: Type.String() },
  { additionalProperties: false },
);

const TlsDetailsSchema = Type.Object(
  {
    tlsVersion: Type.String({ description: 'TLSv1.3' }),
    cipherSuite: Type.String({ description: 'TLS_AES_128_GCM_SHA256' }),
    clientProvidedHostHeader: Type.Optional(Type.String()),
  },
  { additionalProperties: false, description: 'Of calls that came with TLS, since eventVersion 1.08.' },
);

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
    additionalEventData: Type.Optional(AdditionalEventDataSchema),
    requestID: Type.String({ description: "What the answer's x-amzn-RequestId says." }),
    eventID: Type.String(),
    readOnly: Type.Optional(Type.Boolean({ description: 'Since eventVersion 1.08.' })),
    resources: Type.Optional(
      Type.Array(ResourceSchema, {
        description: 'What a successful write of a database or a table was authorised for, since eventVersion 1.08.',
      }),
    ),
    eventType: Type.Literal('AwsApiCall'),
    managementEvent: Type.Optional(Type.Boolean({ description: 'Since eventVersion 1.08.' })),
    recipientAccountId: Type.String(),
    eventCategory: Type.Optional(Type.Literal('Management', { description: 'Since eventVersion 1.08.' })),
    tlsDetails: Type.Optional(TlsDetailsSchema),
  },
  { additionalProperties: false, description: "One event of a log file's Records." },
);

/** One event of a log file's Records. */
export interface CloudTrailRecord extends Static<typeof CloudTrailRecordSchema> {}
