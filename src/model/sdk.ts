/**
 * An SDK package as the CommonJS module that it is. Measured on CloudTrail's: to `import` it costs a start 26 ms, most of them for Node to
 * look through it for the names of its exports; to `require` it costs 5.
 */
import { createRequire } from 'node:module';
import type { CloudTrailSdk, GlueSdk, StsSdk } from './types.js';

const require = createRequire(import.meta.url);

export const cloudtrailSdk: CloudTrailSdk = require('@aws-sdk/client-cloudtrail');
export const glueSdk: GlueSdk = require('@aws-sdk/client-glue');
export const stsSdk: StsSdk = require('@aws-sdk/client-sts');
