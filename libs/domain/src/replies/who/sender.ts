import { existsOn, responsibleOn } from '../../municipalities/municipality.js';
import type { LocalDate } from '../../calendar/types.js';
import type { IstatCode, Municipality } from '../../municipalities/types.js';
import { isValidOn } from '../../surveys/dated-texts.js';

/** Whose a sender's address is. */
export interface Sender {
  readonly address: string;
  /** Municipalities for which the address is registered on the day; more than one for an office in common. */
  readonly registered: readonly IstatCode[];
  /** Registered once, not on the day: an address that was given up, or taken up later. */
  readonly expired: readonly IstatCode[];
  /** Same domain as the registered address of one municipality only. */
  readonly sameDomain: IstatCode | null;
  /** The address is on record as no PEC, or its municipality does not exist on the day. */
  readonly doubtful: boolean;
}

/** Mailboxes of anybody: the domain says nothing of whose they are. */
const PUBLIC =
  /(?:^|\.)(?:pec|legpec|legalmail|postecert|arubapec|cert|pecimprese|ticertifica|gmail|libero|hotmail|outlook|yahoo|virgilio|alice|tiscali|tin|pec\.regione|rupar\.puglia)\.(?:it|com|net|eu)$/;

/** Who a sender is on a day, by the dated addresses on record, aliases included. */
export function readSender(
  from: string,
  municipalities: readonly Municipality[],
  day: LocalDate,
): Sender {
  const address = addressOf(from);
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const registered = new Set<IstatCode>();
  const expired = new Set<IstatCode>();
  const domains = new Set<IstatCode>();
  let doubtful = false;
  const find = (istat: IstatCode): Municipality | undefined =>
    municipalities.find((one) => one.istat === istat);
  for (const one of municipalities) {
    for (const known of one.addresses) {
      const written = known.address.trim().toLowerCase();
      if (written === address) {
        const owner = responsibleOn(one, day, find);
        if (!isValidOn(known, day)) expired.add(one.istat);
        else if (owner === null) expired.add(one.istat);
        else registered.add(owner.istat);
        if (known.state === 'not-pec' || !existsOn(one, day)) doubtful = true;
      } else if (written.endsWith(`@${domain}`)) {
        domains.add(one.istat);
      }
    }
  }
  const [only, ...others] = [...domains];
  const telling = only !== undefined && others.length === 0 && !PUBLIC.test(domain);
  return {
    address,
    registered: [...registered],
    expired: [...expired].filter((istat) => !registered.has(istat)),
    sameDomain: telling ? only : null,
    doubtful,
  };
}

/** The bare address, lower case. @example addressOf('Comune <A@PEC.it>') //=> 'a@pec.it' */
function addressOf(from: string): string {
  const short = from.slice(0, 2000);
  const open = short.lastIndexOf('<');
  const inside = open < 0 ? short : short.slice(open + 1).replace(/>.*/s, '');
  return inside.trim().toLowerCase();
}
