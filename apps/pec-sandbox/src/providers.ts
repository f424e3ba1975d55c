/** How one provider writes its messages: real ones differ, and readers must not rely on a single habit. */
export interface ProviderStyle {
  /** Order of the two attachments inside multipart/mixed. */
  readonly order: 'daticert-first' | 'postacert-first';
  readonly daticertEncoding: 'base64' | 'quoted-printable';
  /** A text/html twin of the text beside it. */
  readonly html: boolean;
  /** Spelling of the receipt-type header. */
  readonly receiptTypeHeader: string;
  /** What `errore` says of a missing mailbox: some providers give "altro" with 5.1.1. */
  readonly missingMailbox: 'no-dest' | 'altro';
  readonly idStyle: 'dotted' | 'hex';
}

/** A certified mail provider of the sandbox. Domains are of the TLD kept for examples (RFC 2606). */
export interface Provider {
  readonly id: 'a' | 'b' | 'c';
  /** `gestore-emittente`. */
  readonly name: string;
  readonly domain: string;
  readonly style: ProviderStyle;
}

/** The sender's provider. */
export const PROVIDER_A: Provider = {
  id: 'a',
  name: 'GESTORE DI PROVA A S.p.A.',
  domain: 'pec.gestore-a.example',
  style: {
    order: 'daticert-first',
    daticertEncoding: 'base64',
    html: true,
    receiptTypeHeader: 'X-TipoRicevuta',
    missingMailbox: 'altro',
    idStyle: 'dotted',
  },
};

export const PROVIDERS: readonly Provider[] = [
  PROVIDER_A,
  {
    id: 'b',
    name: 'Gestore di prova B S.p.A.',
    domain: 'gestore-b.example',
    style: {
      order: 'postacert-first',
      daticertEncoding: 'quoted-printable',
      html: false,
      receiptTypeHeader: 'X-TipoRicevuta',
      missingMailbox: 'no-dest',
      idStyle: 'hex',
    },
  },
  {
    id: 'c',
    name: 'Gestore di prova C S.r.l.',
    domain: 'sicurezzapostale.gestore-c.example',
    style: {
      order: 'daticert-first',
      daticertEncoding: 'quoted-printable',
      html: false,
      receiptTypeHeader: 'X-Tiporicevuta',
      missingMailbox: 'altro',
      idStyle: 'dotted',
    },
  },
];

export const providerById = (id: Provider['id']): Provider =>
  PROVIDERS.find((provider) => provider.id === id) ?? PROVIDER_A;

/** The mailbox that signs for a provider. */
export const systemAddress = (provider: Provider): string => `posta-certificata@${provider.domain}`;

/** The provider of an address when the script names none: b or c, always the same for a domain. */
export function usualProvider(address: string): Provider {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const sum = [...domain].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return providerById(sum % 2 === 0 ? 'b' : 'c');
}
