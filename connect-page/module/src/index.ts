export { connectIntegration, reconnectIntegration } from './attempt.js';
export { connectMultipleIntegrations, type ConnectQueue } from './queue.js';
export { prepareConnect, prepareReconnect, type PrepareOptions, type Session, type SessionState } from './session.js';
export { Tributary, TributaryError, type TributarySettings } from './tributary.js';
export type { Listener } from './watch.js';
export type {
  AttemptOptions,
  Connection,
  ConnectionStatus,
  Credentials,
  FailureReason,
  Integration,
  Outcome,
  Owner,
  Phase,
} from './types.js';
