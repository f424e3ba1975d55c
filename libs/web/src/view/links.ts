/** Addresses of pages, in one place. */
export const links = {
  municipality: (istat: string): string => `/comuni/${istat}`,
  /** @example links.obligation('110001', 'push-erp/2021-12-31') //=> '/adempimenti/110001/push-erp/2021-12-31' */
  obligation: (istat: string, obligation: string): string => `/adempimenti/${istat}/${obligation}`,
  action: (istat: string, obligation: string, action: string): string =>
    `/adempimenti/${istat}/${obligation}/azioni/${action}`,
  round: (obligation: string): string => `/cicli/${obligation}`,
  letter: (id: string): string => `/invii/${id}`,
  reply: (sha256: string): string => `/risposte/${sha256}`,
} as const;
