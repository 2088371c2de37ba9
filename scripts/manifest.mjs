// `npm run manifest` writes slack-manifest.yaml (Socket Mode) anew. `npm run -s manifest -- https://meet.example.org`
// prints the one for a Slack that calls that address, and for several workspaces.
import { writeFileSync } from 'node:fs';
import { slackManifest } from '../adapters/chat/slack/manifest.ts';

const [publicUrl] = process.argv.slice(2);
if (publicUrl) process.stdout.write(slackManifest(new URL(publicUrl).origin));
else writeFileSync(new URL('../slack-manifest.yaml', import.meta.url), slackManifest(null));
