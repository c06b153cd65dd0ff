/** Objects of a bucket `b` in memory. */
import type { ObjectSource } from '../../../../src/glue/crawlers/s3-target/object-source.js';

export function memorySource(objects: Record<string, string | Uint8Array>): ObjectSource {
  const contents = new Map(Object.entries(objects).map(([key, content]) => [key, Buffer.from(content)]));
  const keys = [...contents.keys()].sort();
  return {
    list(bucket, prefix, limit) {
      if (bucket !== 'b') return undefined;
      const found = keys.filter((key) => key.startsWith(prefix)).slice(0, limit);
      return found.map((key) => ({ key, size: contents.get(key)?.length ?? 0 }));
    },
    read: (_, key, from, length) => contents.get(key)?.subarray(from, from + length),
  };
}
