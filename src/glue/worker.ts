/** Types of workers and what they count for. */

/** DPUs of one worker of a type; the smallest is a quarter of one (API reference). Of a type that is not known it is one. */
export function dpusOf(workerType: string): number {
  return DPUS[workerType] ?? 1;
}

const DPUS: Readonly<Record<string, number>> = {
  'G.025X': 0.25,
  ...Object.fromEntries([1, 2, 4, 8, 12, 16].map((size) => [`G.${size}X`, size])),
  ...Object.fromEntries([1, 2, 4, 8].map((size) => [`R.${size}X`, size])),
  'Z.2X': 2,
};
