/** Custom patterns by which sensitive data is detected. They are regular expressions of Java, which are not checked here. */
import type { CustomEntityType } from '@aws-sdk/client-glue';
import { customEntityType as faults } from '../../faults/security.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';

/** Ids are [custom entity type]. */
export const customEntityTypes = new Kind<Wire<CustomEntityType>>({
  noun: 'customEntityType',
  tagged: true,
  faults,
});

export const customEntityTypeHandlers: GlueHandlers = {
  /** @limit The regular expression is not checked, and detects nothing. */
  CreateCustomEntityType({ Tags, ...given }, context) {
    customEntityTypes.create(context, [given.Name], given, Tags);
    return { Name: given.Name };
  },

  GetCustomEntityType({ Name }, context) {
    return customEntityTypes.get(context, [Name]);
  },

  BatchGetCustomEntityTypes({ Names }, context) {
    const { found, missing } = customEntityTypes.batchGet(context, [], Names);
    return { CustomEntityTypes: found, CustomEntityTypesNotFound: missing };
  },

  ListCustomEntityTypes(input, context) {
    const { items, NextToken } = customEntityTypes.page(context, [], input, (type) =>
      customEntityTypes.hasTags(context, [type.Name], input.Tags) ? type : undefined,
    );
    return { CustomEntityTypes: items, NextToken };
  },

  DeleteCustomEntityType({ Name }, context) {
    customEntityTypes.remove(context, [Name]);
    return { Name };
  },
};
