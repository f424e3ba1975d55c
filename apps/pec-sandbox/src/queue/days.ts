import type { ParsedScript } from '../script/schema.js';
import { romeEpoch } from '../zone.js';
import type { ScheduledEvent } from './events.js';
import { ruleEvent } from './plan.js';

/** The events of rules tied to a simulated day. Their ids follow from municipality and rule alone. */
export function dayEvents(script: ParsedScript): ScheduledEvent[] {
  return (script.municipalities ?? []).flatMap((municipality) =>
    (municipality.rules ?? []).flatMap((rule) =>
      'day' in rule.when
        ? [
            ruleEvent(
              municipality,
              rule,
              `${municipality.istat}-${rule.id}`,
              romeEpoch(rule.when.day, rule.when.time ?? '10:00'),
              null,
            ),
          ]
        : [],
    ),
  );
}
