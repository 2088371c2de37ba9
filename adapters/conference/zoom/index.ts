import type { ConferenceAdapter, ConferenceParts } from '../../../src/ports/adapter.ts';
import { createApi } from './api.ts';
import { createClient } from './client.ts';
import { createProvider } from './provider.ts';
import type { ZoomSettings } from './settings.ts';
import { createTokenSource } from './token.ts';
import { createWebhook } from './webhook.ts';

/** Calls at Zoom, by its REST API and its webhooks. */
export function createZoom(
  parts: ConferenceParts,
  settings: ZoomSettings,
  request: typeof fetch = fetch,
): ConferenceAdapter {
  const tokens = createTokenSource(settings, parts.clock, request);
  const api = createApi(createClient(settings, tokens, parts.clock, request));
  return { provider: createProvider(api, settings, parts), routes: [createWebhook(parts, settings)] };
}
