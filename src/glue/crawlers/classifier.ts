/** Custom classifiers, of four types under one set of names. */
import type { GlueHandlers } from '../handlers.js';
import { checked, classifiers, created, nameOf, updated } from './classifier-entity.js';

export const classifierHandlers: GlueHandlers = {
  /** @limit Crawls make nothing of Grok and XML classifiers, nor of CustomDatatypes. */
  CreateClassifier(input, context) {
    classifiers.create(context, [nameOf(input)], checked(created(input, context)));
    return {};
  },

  GetClassifier(input, context) {
    return { Classifier: classifiers.get(context, [input.Name]) };
  },

  GetClassifiers(input, context) {
    const { items, NextToken } = classifiers.page(context, [], input);
    return { Classifiers: items, NextToken };
  },

  UpdateClassifier(input, context) {
    const id = [nameOf(input)];
    classifiers.put(context, id, checked(updated(classifiers.get(context, id), input, context)));
    return {};
  },

  DeleteClassifier(input, context) {
    classifiers.remove(context, [input.Name]);
    return {};
  },
};
