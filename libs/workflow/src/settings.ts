/** What the services need to know of the installation. Built once at start from the configuration. */
export abstract class WorkflowSettings {
  /** Simulated provider and clock. */
  abstract readonly sandbox: boolean;
  /** The PEC address that letters leave from. */
  abstract readonly from: string;
  abstract readonly fromName: string;
  /** Name under which cursors of this mailbox are kept. */
  abstract readonly mailbox: string;
  /** Key of the tags in our Message-IDs. */
  abstract readonly secret: string;
  abstract readonly ratePerMinute: number;
  abstract readonly ratePerDay: number;
  /** Where this installation keeps its data: whose disk is looked at. */
  abstract readonly dataDir?: string;
}

/** Queues by what a job asks for. A job carries an id and no truth: that is in PostgreSQL. */
export const QUEUES = { letters: 'letters', messages: 'messages' } as const;
