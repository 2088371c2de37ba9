import { createTransport } from 'nodemailer';
import { SECOND } from '../../src/clock.ts';
import type { MailSettings } from './settings.ts';

/** Shorter than a job may take, so that a server which says nothing is told apart from one that is slow. */
const PATIENCE = 20 * SECOND;

/**
 * One connection for each mail: nodemailer's pool would send again by itself what a broken connection left in doubt, and
 * the job table alone decides that. Nothing of a message is ever logged or read from elsewhere.
 */
export const transportTo = ({ url }: MailSettings) =>
  createTransport({
    url: url.open(),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
