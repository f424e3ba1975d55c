export function checkInputs(options: {
  readonly messages: readonly Buffer[];
  readonly caPem: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly onStart?: (index: number) => void;
}): {
  readonly slowest: { readonly ms: number; readonly index: number };
  readonly tally: Readonly<Record<string, number>>;
};
