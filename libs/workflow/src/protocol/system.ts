import type { ProtocolAnswer, ProtocolRequest } from './client.js';

/** The Region's protocol system, where one is configured (`PROTOCOL_URL`). Without it numbers come by CSV or by hand. */
export abstract class ProtocolSystem {
  /** @throws ProtocolApiError */
  abstract register(request: ProtocolRequest): Promise<ProtocolAnswer>;
}
