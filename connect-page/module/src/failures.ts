import type { FailureReason, Outcome } from './types.js';

/** One plain sentence for the user per reason: what happened, and what to do. */
const SENTENCES: Readonly<Record<FailureReason, string>> = {
  not_ready: 'This is still being prepared. Please try again in a moment.',
  busy: 'Another account is being connected. Please finish that first.',
  popup_blocked: 'Your browser blocked the sign-in window. Allow pop-ups for this page and try again.',
  window_closed: 'The sign-in window was closed before the account was connected. You can try again.',
  denied: 'Access was not granted, so nothing was connected. Try again if that was a mistake.',
  timed_out: 'Signing in took too long and was stopped. Please try again.',
  cancelled: 'Connecting was stopped. Nothing was connected.',
  session_expired: 'This page was open for too long. It has been refreshed; please try again.',
  integration_not_allowed: 'You may not connect this account here. Ask whoever runs this product.',
  unknown_integration: 'This kind of account is not offered any more. Please reload the page.',
  connection_gone: 'This account is not connected any more. Please connect it anew.',
  credentials_missing: 'Please fill in every field.',
  credentials_rejected: 'The provider did not accept these details. Check them and try again.',
  limit_reached: 'No more accounts can be connected at the moment. Ask whoever runs this product.',
  provider_error: 'The provider reported an error, so nothing was connected. Please try again later.',
  misconfigured: 'This account cannot be connected because of a mistake in our settings. Please tell us.',
  unreachable: 'The connection service cannot be reached. Check your network and try again.',
  unknown: 'Something went wrong, so nothing was connected. Please try again.',
};

/** Error types of the browser library, of the socket and of Nango's HTTP answers. */
const REASONS: Readonly<Record<string, FailureReason>> = {
  blocked_by_browser: 'popup_blocked',
  window_closed: 'window_closed',
  invalid_host_url: 'misconfigured',
  missing_auth_token: 'not_ready',
  missing_connect_session_token: 'not_ready',
  missing_credentials: 'credentials_missing',
  connection_test_failed: 'credentials_rejected',
  connection_validation_failed: 'credentials_rejected',
  resource_capped: 'limit_reached',
  plan_limit: 'limit_reached',
  unauthorized: 'session_expired',
  unknown_connect_session_token: 'session_expired',
  invalid_connect_session_token_format: 'session_expired',
  expired_connect_session_token: 'session_expired',
  connect_session_expired: 'session_expired',
  integration_not_allowed: 'integration_not_allowed',
  unknown_provider_config: 'unknown_integration',
  provider_config_err: 'misconfigured',
  invalid_auth_mode: 'misconfigured',
  auth_mode_err: 'misconfigured',
  invalid_body: 'misconfigured',
  invalid_query_params: 'misconfigured',
  invalid_connection: 'connection_gone',
  callback_err: 'provider_error',
  state_cookie_err: 'provider_error',
  unknown_err: 'provider_error',
};

export function failed(reason: FailureReason): Outcome {
  return { kind: 'failed', reason, message: SENTENCES[reason] };
}

/** What the browser library rejected with: an error with a `type`, or a plain one of `fetch`. */
export function reasonOf(error: unknown): FailureReason {
  const { type, message, name } = (error ?? {}) as { type?: unknown; message?: unknown; name?: unknown };
  if (typeof type !== 'string') {
    return name === 'TypeError' ? 'unreachable' : 'unknown';
  }
  if (type === 'callback_err' && /\baccess_denied\b/.test(String(message))) {
    return 'denied';
  }
  return REASONS[type] ?? 'unknown';
}
