export declare const BOUNDS: readonly (readonly [
  name: string,
  make: () => Buffer,
  warning: string,
])[];
export declare function around(child: string | Buffer, type?: string): Buffer;
