/** Machine learning transforms and their task runs. */
import type { Family } from '../handlers.js';
import { mlTransformHandlers, mlTransformTasks } from './ml-transform.js';

export const mlTransforms: Family = {
  handlers: [mlTransformHandlers],
  tasks: mlTransformTasks,
};
