/** Counts what became of every letter, by the provider's own record and by ours. */
export async function figures(campaign) {
  const { db, provider } = campaign;
  const dispatches = await db.query(
    `select message_id as id, letter, attempt, state, dot_at is not null as dotted from dispatch`,
  );
  const letterOf = new Map(dispatches.map((one) => [one.id, one.letter]));
  const taken = new Map();
  const perId = new Map();
  let stray = 0;
  for (const { messageId } of provider.submissions()) {
    const id = (messageId ?? '').replace(/^<|>$/g, '');
    const letter = letterOf.get(id);
    if (letter === undefined) stray += 1;
    else taken.set(letter, (taken.get(letter) ?? 0) + 1);
    perId.set(id, (perId.get(id) ?? 0) + 1);
  }
  const letters = await db.query(`select id, state from letter`);
  const counts = letters.map(({ id }) => taken.get(id) ?? 0);
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  const [record] = await db.query(`
    select (select count(*) from letter where state = 'delivered')::int as delivered,
      (select count(*) from raw_message)::int as messages,
      (select count(*) from raw_message where state <> 'processed' or problem is not null)::int as unread,
      (select count(*) from fact where type = 'sent')::int as sent,
      (select count(*) from fact where type = 'accepted')::int as accepted,
      (select count(*) from fact where type = 'delivered')::int as "deliveredFacts",
      (select count(*) from alert where kind = 'dispatch-in-doubt')::int as asked`);
  const resent = dispatches.filter((one) => one.attempt > 1);
  return {
    policy: campaign.policy,
    letters: letters.length,
    kills: campaign.kills,
    cuts: campaign.cuts,
    submissions: provider.submissions().length,
    lost: counts.filter((count) => count === 0).length,
    doubled: sum(counts.map((count) => Math.max(0, count - 1))),
    sameIdTwice: sum([...perId.values()].map((count) => count - 1)),
    resent: resent.length,
    stray,
    receipts: provider.submissions().flatMap((one) => one.events).length,
    ...record,
    rounds: campaign.rounds,
    points: Object.fromEntries([...campaign.byPoint].sort()),
    errors: Object.fromEntries(campaign.errors),
  };
}

/** Why figures of our own sender are not good enough; none when they are. */
export function faultsOf(found) {
  const wrong = [];
  const expect = (name, value, expected) => {
    if (value !== expected) wrong.push(`${name}: ${value}, expected ${expected}`);
  };
  expect('lost', found.lost, 0);
  expect('doubled', found.doubled, 0);
  expect('stray', found.stray, 0);
  expect('delivered letters', found.delivered, found.letters);
  expect('messages stored', found.messages, found.receipts);
  expect('messages unread', found.unread, 0);
  for (const name of ['sent', 'accepted', 'deliveredFacts'])
    expect(`facts ${name}`, found[name], found.letters);
  return wrong;
}
