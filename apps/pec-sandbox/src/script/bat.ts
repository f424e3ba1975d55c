import type { SandboxScript } from './schema.js';

/** The script of the letter's ten comuni. */
export function batScript(): SandboxScript {
  return {
    version: 1,
    recipients: [
      {
        address: 'ufficio.segreteria@comunemargheritadisavoia.it',
        fate: { do: 'not-certified' },
      },
      {
        address: 'comune.spinazzola@pec.it',
        fate: [{ do: 'full' }, { do: 'delivered' }],
      },
    ],
  };
}
