/** Crawlers and classifiers. What crawls do is a task of its own: it needs to know where objects are. */
import type { Family } from '../handlers.js';
import { classifierHandlers } from './classifier.js';
import { crawlerHandlers } from './crawler.js';

export const crawlers: Family = {
  handlers: [crawlerHandlers, classifierHandlers],
};
