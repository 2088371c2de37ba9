// Loaded before the program in tests: its clock is ahead by CLOCK_AHEAD milliseconds. Nothing else is different.
const ahead = Number(process.env['CLOCK_AHEAD']);
const { now } = Date;
Date.now = () => now() + ahead;
