import { duty, letterAbout, on, ROUND_1, ROUND_2 } from './bat-words.js';
import type { SandboxScript } from './schema.js';

/**
 * The script of the letter's ten comuni for the campaign of 2022: rounds at 31/12/2021 (due 31/03/2022)
 * and 30/06/2022 (due 30/09/2022), clock from Monday 14 February 2022. Who does what stands in README.md.
 */
export function batScript(): SandboxScript {
  return { version: 1, recipients: RECIPIENTS, municipalities: MUNICIPALITIES };
}

const RECIPIENTS: SandboxScript['recipients'] = [
  { address: 'ufficio.segreteria@comunemargheritadisavoia.it', fate: { do: 'not-certified' } },
  { address: 'comune.spinazzola@pec.it', fate: [{ do: 'full' }, { do: 'delivered' }] },
  {
    address: 'protocollo@pec.comune.sanferdinandodipuglia.bt.it',
    fate: [
      { do: 'delivered' },
      { do: 'delivered' },
      { do: 'notice-12h-then-delivery' },
      { do: 'delivered' },
    ],
  },
];

const spinazzolaStock = (reference: string) => ({
  do: 'snapshot' as const,
  reference,
  units: [
    { key: '072044_0001', status: 'owned' },
    { key: '072044_0002', status: 'owned' },
    { key: '072044_0003', status: 'owned' },
    { key: '072044_0004', status: 'sold' },
  ],
});

const MUNICIPALITIES: SandboxScript['municipalities'] = [
  {
    istat: '110001',
    name: 'Andria',
    address: 'protocollo@cert.comune.andria.bt.it',
    code: 'c_a285',
    rules: [
      duty('trasmette-1', on('2022-03-10', '10:30'), 'flow', ROUND_1, 1250),
      { id: 'valida-1', when: on('2022-03-14'), action: { do: 'validate', reference: ROUND_1 } },
      {
        id: 'vendita',
        when: on('2022-06-06', '11:00'),
        action: { do: 'variation', kind: 'sale', date: '2022-05-20', units: 2 },
      },
      duty('trasmette-2', on('2022-09-12', '10:30'), 'flow', ROUND_2, 1250),
    ],
  },
  {
    istat: '110002',
    name: 'Barletta',
    address: 'dirigente.servizisociali@cert.comune.barletta.bt.it',
    code: 'c_a669',
    rules: [
      duty('trasmette-1', on('2022-04-12', '11:40'), 'flow', ROUND_1, 1610),
      {
        id: 'comunica-1',
        when: on('2022-04-12', '12:15'),
        action: {
          do: 'transmission-notice',
          references: [ROUND_1],
          from: 'ufficio.patrimonio@cert.comune.barletta.bt.it',
        },
      },
      duty('trasmette-2', on('2022-09-20', '11:40'), 'flow', ROUND_2, 1610),
    ],
  },
  {
    istat: '110003',
    name: 'Bisceglie',
    address: 'dirigenterip.sociassistenziale@cert.comune.bisceglie.bt.it',
    code: 'c_a883',
    rules: [
      {
        id: 'assente-1',
        when: letterAbout(ROUND_1, 'PT1M', 1),
        action: { do: 'out-of-office', until: '2022-02-21' },
      },
      {
        id: 'chiede-1',
        when: letterAbout(ROUND_1, 'PT26H', 2),
        action: { do: 'question', thread: 'ours' },
      },
      duty('trasmette-1', on('2022-03-30', '16:20'), 'manual', ROUND_1, 214),
      {
        id: 'assente-2',
        when: letterAbout(ROUND_2, 'PT1M', 1),
        action: { do: 'out-of-office', until: '2022-08-29' },
      },
      duty('trasmette-2', on('2022-09-29', '15:10'), 'manual', ROUND_2, 214),
    ],
  },
  {
    istat: '110004',
    name: 'Canosa di Puglia',
    address: 'protocollo@pec.comune.canosa.bt.it',
    code: 'c_b619',
    rules: [
      duty('trasmette-1', on('2022-03-18', '09:50'), 'manual', ROUND_1, 96),
      { id: 'valida-1', when: on('2022-03-22'), action: { do: 'validate', reference: ROUND_1 } },
      {
        id: 'invariato-2',
        when: letterAbout(ROUND_2, 'P6DT1H', 1),
        action: { do: 'no-change', references: [ROUND_2] },
      },
    ],
  },
  {
    istat: '110005',
    name: 'Margherita di Savoia',
    address: 'ufficio.segreteria@comunemargheritadisavoia.it',
    code: 'c_e946',
    rules: [
      {
        id: 'scrive-1',
        when: on('2022-03-08', '12:05'),
        action: { do: 'question', references: [ROUND_1], ordinary: true },
      },
      {
        id: 'digita-1',
        when: on('2022-03-21', '10:00'),
        action: { do: 'typed', reference: ROUND_1 },
      },
    ],
  },
  {
    istat: '110006',
    name: 'Minervino Murge',
    address: 'comune.minervinomurge@legpec.it',
    code: 'c_f220',
    rules: [
      {
        id: 'nulla-1',
        when: letterAbout(ROUND_1, 'P2DT2H', 1),
        action: { do: 'nil-return', references: [ROUND_1], stated: '0' },
      },
    ],
  },
  {
    istat: '110007',
    name: 'San Ferdinando di Puglia',
    address: 'protocollo@pec.comune.sanferdinandodipuglia.bt.it',
    code: 'c_h839',
    rules: [],
  },
  {
    istat: '110008',
    name: 'Spinazzola',
    address: 'comune.spinazzola@pec.it',
    code: 'c_i907',
    rules: [
      duty('trasmette-1', on('2022-03-28', '10:10'), 'manual', ROUND_1, 4),
      { id: 'patrimonio-1', when: on('2022-03-28', '10:15'), action: spinazzolaStock(ROUND_1) },
      { id: 'patrimonio-2', when: on('2022-07-15', '10:15'), action: spinazzolaStock(ROUND_2) },
    ],
  },
  {
    istat: '110009',
    name: 'Trani',
    address: 'sportello.sociale@cert.comune.trani.bt.it',
    code: 'c_l328',
    rules: [
      {
        id: 'proroga-1',
        when: letterAbout(ROUND_1, 'P1DT3H', 2),
        action: { do: 'extension-request', references: [ROUND_1], days: 30 },
      },
      duty('trasmette-1', on('2022-04-28', '13:00'), 'flow', ROUND_1, 702),
      duty('trasmette-2', on('2022-10-10', '13:00'), 'flow', ROUND_2, 702),
    ],
  },
  {
    istat: '110010',
    name: 'Trinitapoli',
    address: 'protocollo@pec.vivitrinitapoli.info',
    code: 'c_b915',
    rules: [
      {
        id: 'conferma',
        when: { letter: {}, after: 'PT20M' },
        action: { do: 'conferma' },
      },
      duty('trasmette-1', on('2022-03-24', '10:00'), 'flow', ROUND_1, 58),
      {
        id: 'comunica-1',
        when: on('2022-03-24', '10:40'),
        action: { do: 'transmission-notice', references: [ROUND_1], via: 'protocol' },
      },
      duty('trasmette-2', on('2022-09-08', '10:00'), 'flow', ROUND_2, 58),
      {
        id: 'comunica-2',
        when: on('2022-09-08', '10:40'),
        action: { do: 'transmission-notice', references: [ROUND_2], via: 'protocol' },
      },
    ],
  },
];
