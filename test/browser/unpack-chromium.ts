import chromium from '@sparticuz/chromium';

// A program of its own (chromium.ts): the package unpacks into the folder for temporary files, and libraries only
// where the environment says that it is on Lambda.
await chromium.executablePath();
