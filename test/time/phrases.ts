/** Phrases of time and what is to come of them, as `outcome` writes it: a reading, or a question behind `?`. */
export type Corpus = {
  readonly locale: string;
  readonly zone: string;
  readonly now: number;
  /** `phrase | outcome`, a line each. */
  readonly lines: string;
};

export const phrases: readonly Corpus[] = [
  {
    // Typed on a Wednesday, 25 November 2026, 09:00:20 in Berlin.
    locale: 'en',
    zone: 'Europe/Berlin',
    now: Date.UTC(2026, 10, 25, 8, 0, 20),
    lines: `
tomorrow 3pm | 2026-11-26 15:00+01:00
tomorrow 3 pm | 2026-11-26 15:00+01:00
tomorrow at 3pm | 2026-11-26 15:00+01:00
tomorrow, 3pm | 2026-11-26 15:00+01:00
3pm tomorrow | 2026-11-26 15:00+01:00
Tomorrow 15:00 | 2026-11-26 15:00+01:00
TOMORROW 15:00 | 2026-11-26 15:00+01:00
tomorrow 15.00 | 2026-11-26 15:00+01:00
tomorrow 15h00 | 2026-11-26 15:00+01:00
tomorrow 9:05 am | 2026-11-26 09:05+01:00
tomorrow 9:05 a.m. | 2026-11-26 09:05+01:00
tomorrow at noon | 2026-11-26 12:00+01:00
noon tomorrow | 2026-11-26 12:00+01:00
tomorrow midday | 2026-11-26 12:00+01:00
tomorrow morning at 9 | 2026-11-26 09:00+01:00
tomorrow afternoon at 3 | 2026-11-26 15:00+01:00
tomorrow evening at 8 | 2026-11-26 20:00+01:00
tomorrow at 8 in the evening | 2026-11-26 20:00+01:00
tomorrow at 9 in the morning | 2026-11-26 09:00+01:00
tomorrow at half past 9 | 2026-11-26 09:30+01:00
tomorrow at quarter past 10 | 2026-11-26 10:15+01:00
tomorrow at quarter to 11 | 2026-11-26 10:45+01:00
day after tomorrow 9:00 | 2026-11-27 09:00+01:00
the day after tomorrow at 9:00 | 2026-11-27 09:00+01:00
15:30 | 2026-11-25 15:30+01:00
at 15:30 | 2026-11-25 15:30+01:00
3:30pm | 2026-11-25 15:30+01:00
today 15:30 | 2026-11-25 15:30+01:00
15:30 today | 2026-11-25 15:30+01:00
today at 3pm | 2026-11-25 15:00+01:00
tonight at 8 | 2026-11-25 20:00+01:00
this evening at 8 | 2026-11-25 20:00+01:00
at 8 tonight | 2026-11-25 20:00+01:00
this afternoon at 3 | 2026-11-25 15:00+01:00
noon | 2026-11-25 12:00+01:00
midday | 2026-11-25 12:00+01:00
midnight | 2026-11-26 00:00+01:00
12pm | 2026-11-25 12:00+01:00
10 o'clock | 2026-11-25 10:00+01:00
half past 9 | 2026-11-25 09:30+01:00
quarter past 3pm | 2026-11-25 15:15+01:00
quarter to 10 | 2026-11-25 09:45+01:00
9:00 | 2026-11-25 09:00+01:00
in 20 minutes | 2026-11-25 09:20+01:00
in 20 min | 2026-11-25 09:20+01:00
in 2 hours | 2026-11-25 11:00+01:00
in an hour | 2026-11-25 10:00+01:00
in half an hour | 2026-11-25 09:30+01:00
in 1 h 30 | 2026-11-25 10:30+01:00
in 90 minutes | 2026-11-25 10:30+01:00
in 1 hour and 15 minutes | 2026-11-25 10:15+01:00
in 3 days at 10:00 | 2026-11-28 10:00+01:00
in two days at 10:00 | 2026-11-27 10:00+01:00
in 2 weeks 10:00 | 2026-12-09 10:00+01:00
in a week at 10:00 | 2026-12-02 10:00+01:00
in a month at 10:00 | 2026-12-25 10:00+01:00
in 2 months at 10:00 | 2027-01-25 10:00+01:00
Fri 14:30 | 2026-11-27 14:30+01:00
Friday 14:30 | 2026-11-27 14:30+01:00
friday at 14:30 | 2026-11-27 14:30+01:00
on Friday at 14:30 | 2026-11-27 14:30+01:00
Friday 2:30pm | 2026-11-27 14:30+01:00
14:30 Friday | 2026-11-27 14:30+01:00
2:30pm on Friday | 2026-11-27 14:30+01:00
this Friday 14:30 | 2026-11-27 14:30+01:00
coming Friday 14:30 | 2026-11-27 14:30+01:00
Wed 10:00 | 2026-11-25 10:00+01:00
Wednesday 10:00 | 2026-11-25 10:00+01:00
weds 10:00 | 2026-11-25 10:00+01:00
Mon 9am | 2026-11-30 09:00+01:00
Tues 9am | 2026-12-01 09:00+01:00
Thurs 9am | 2026-11-26 09:00+01:00
Thu. 9am | 2026-11-26 09:00+01:00
Sat 9am | 2026-11-28 09:00+01:00
Sunday 9am | 2026-11-29 09:00+01:00
next Monday at noon | 2026-11-30 12:00+01:00
next Monday 12:00 | 2026-11-30 12:00+01:00
next Tuesday 10:00 | 2026-12-01 10:00+01:00
next Wednesday 10:00 | 2026-12-02 10:00+01:00
next week Tuesday 10:00 | 2026-12-01 10:00+01:00
Tuesday next week 10:00 | 2026-12-01 10:00+01:00
next week on Friday at 10:00 | 2026-12-04 10:00+01:00
Dec 20 at 9:00 | 2026-12-20 09:00+01:00
Dec 20 9:00 | 2026-12-20 09:00+01:00
December 20th 9:00 | 2026-12-20 09:00+01:00
20 Dec 9:00 | 2026-12-20 09:00+01:00
20 December 2026, 9:00 | 2026-12-20 09:00+01:00
20th of December 9:30 am | 2026-12-20 09:30+01:00
Dec 1st, 2026 at 9:00 pm | 2026-12-01 21:00+01:00
9am Friday, 4 Dec | 2026-12-04 09:00+01:00
Friday 4 Dec 9am | 2026-12-04 09:00+01:00
Friday, 4 December at 9:00 | 2026-12-04 09:00+01:00
Fri 4.12. 9:00 | 2026-12-04 09:00+01:00
2026-12-01 9:00 | 2026-12-01 09:00+01:00
2026-12-01 at 9am | 2026-12-01 09:00+01:00
2026-12-01T09:30 | 2026-12-01 09:30+01:00
2026-12-01T09:30Z | 2026-12-01 10:30+01:00
2026-12-01T09:30+05:30 | 2026-12-01 05:00+01:00
2026-12-01 09:30[America/New_York] | 2026-12-01 09:30-05:00 America/New_York
1.12. 9:00 | 2026-12-01 09:00+01:00
1.12.2026 9:00 | 2026-12-01 09:00+01:00
01.12.26 9:00 | 2026-12-01 09:00+01:00
31/12 9:00 | 2026-12-31 09:00+01:00
13/4 10:00 | 2027-04-13 10:00+02:00
4/4 10:00 | 2027-04-04 10:00+02:00
1/13/2027 10:00 | 2027-01-13 10:00+01:00
13/1/2027 10:00 | 2027-01-13 10:00+01:00
May 5 10:00 | 2027-05-05 10:00+02:00
Jan 2 10:00 | 2027-01-02 10:00+01:00
Feb 28 10:00 | 2027-02-28 10:00+01:00
Feb 29 2028 10:00 | 2028-02-29 10:00+01:00
next Monday at noon Europe/Paris | 2026-11-30 12:00+01:00 Europe/Paris
tomorrow 3pm New York | 2026-11-26 15:00-05:00 America/New_York
tomorrow 3pm in New York | 2026-11-26 15:00-05:00 America/New_York
tomorrow 3pm New York time | 2026-11-26 15:00-05:00 America/New_York
tomorrow 3pm America/New_York | 2026-11-26 15:00-05:00 America/New_York
tomorrow 3pm (America/New_York) | 2026-11-26 15:00-05:00 America/New_York
tomorrow 3pm Bangalore | 2026-11-26 15:00+05:30 Asia/Calcutta
tomorrow 3pm Kyiv | 2026-11-26 15:00+02:00 Europe/Kiev
tomorrow 3pm Kiev | 2026-11-26 15:00+02:00 Europe/Kiev
tomorrow 3pm San Francisco | 2026-11-26 15:00-08:00 America/Los_Angeles
tomorrow 3pm London time | 2026-11-26 15:00+00:00 Europe/London
tomorrow 15:00 UTC | 2026-11-26 15:00+00:00 UTC
tomorrow 15:00 GMT | 2026-11-26 15:00+00:00 UTC
tomorrow 15:00 UTC+2 | 2026-11-26 15:00+02:00 Etc/GMT-2
tomorrow 15:00 UTC-5 | 2026-11-26 15:00-05:00 Etc/GMT+5
tomorrow 15:00 UTC+0 | 2026-11-26 15:00+00:00 UTC
15:00 Tokyo | ? time-past 2026-11-25 07:00+01:00
９:30 tomorrow | 2026-11-26 09:30+01:00
at 7 | ? time-past 2026-11-25 07:00+01:00
at 3 | 2026-11-25 15:00+01:00
at 12 | 2026-11-25 12:00+01:00
tomorrow at 3 | ? which-half: 2026-11-26 03:00+01:00, 2026-11-26 15:00+01:00
tomorrow at 6:30 | 2026-11-26 06:30+01:00
tomorrow at 7 | 2026-11-26 07:00+01:00
tomorrow at 10 | 2026-11-26 10:00+01:00
tomorrow at 12 | 2026-11-26 12:00+01:00
tomorrow at 15 | 2026-11-26 15:00+01:00
8:30 | ? time-past 2026-11-25 08:30+01:00
8:59 | ? time-past 2026-11-25 08:59+01:00
7am | ? time-past 2026-11-25 07:00+01:00
today 8:00 | ? time-past 2026-11-25 08:00+01:00
yesterday 10:00 | ? time-past 2026-11-24 10:00+01:00
12am | ? time-past 2026-11-25 00:00+01:00
00:00 | ? time-past 2026-11-25 00:00+01:00
0:30 | ? time-past 2026-11-25 00:30+01:00
Nov 20 10:00 | ? time-past 2026-11-20 10:00+01:00
Nov 24 10:00 | ? time-past 2026-11-24 10:00+01:00
Oct 30 10:00 | ? time-past 2026-10-30 10:00+01:00
24.11. 10:00 | ? time-past 2026-11-24 10:00+01:00
24.11.2026 10:00 | ? time-past 2026-11-24 10:00+01:00
2025-12-01 9:00 | ? time-past 2025-12-01 09:00+01:00
2020-01-01 09:00 | ? time-past 2020-01-01 09:00+01:00
2029-01-01 9:00 | ? time-too-far 2029-01-01 09:00+01:00
2206-11-26 09:30 | ? time-too-far 2206-11-26 09:30+01:00
Jan 5 2031 9:00 | ? time-too-far 2031-01-05 09:00+01:00
tomorrow midnight | ? which-midnight: 2026-11-26 00:00+01:00, 2026-11-27 00:00+01:00
Saturday at midnight | ? which-midnight: 2026-11-28 00:00+01:00, 2026-11-29 00:00+01:00
midnight on Friday | ? which-midnight: 2026-11-27 00:00+01:00, 2026-11-28 00:00+01:00
Dec 31 midnight | ? which-midnight: 2026-12-31 00:00+01:00, 2027-01-01 00:00+01:00
next Thursday 10:00 | ? which-week: 2026-11-26 10:00+01:00, 2026-12-03 10:00+01:00
next Friday 10:00 | ? which-week: 2026-11-27 10:00+01:00, 2026-12-04 10:00+01:00
next Saturday 10:00 | ? which-week: 2026-11-28 10:00+01:00, 2026-12-05 10:00+01:00
next Sunday 10:00 | ? which-week: 2026-11-29 10:00+01:00, 2026-12-06 10:00+01:00
Sunday next week 10:00 | ? which-week: 2026-11-29 10:00+01:00, 2026-12-06 10:00+01:00
next week Sunday 10:00 | ? which-week: 2026-11-29 10:00+01:00, 2026-12-06 10:00+01:00
3/4 at 10:00 | ? which-date: 2027-03-04 10:00+01:00, 2027-04-03 10:00+02:00
3/4 10:00 | ? which-date: 2027-03-04 10:00+01:00, 2027-04-03 10:00+02:00
3/4/2027 10:00 | ? which-date: 2027-03-04 10:00+01:00, 2027-04-03 10:00+02:00
10/11 10:00 | ? time-past 2026-11-10 10:00+01:00
1/2/27 10:00 | ? which-date: 2027-01-02 10:00+01:00, 2027-02-01 10:00+01:00
Thursday 4 Dec 9am | ? other-weekday: 2026-12-04 09:00+01:00
Monday 2026-12-01 9:00 | ? time-not-understood
Mon 1.12. 9:00 | ? other-weekday: 2026-12-01 09:00+01:00
tomorrow 3pm Portland | ? zone America/New_York America/Los_Angeles
tomorrow 3pm Birmingham | ? zone Europe/London America/Chicago
tomorrow 3pm Hyderabad | ? zone Asia/Calcutta Asia/Karachi
tomorrow 3pm EST | ? zone
tomorrow 3pm IST | ? zone
tomorrow 3pm CET | ? zone
tomorrow 3pm PST | ? zone
tomorrow 15:00 UTC+5:30 | ? zone
tomorrow | ? time-of-day-missing
today | ? time-of-day-missing
Friday | ? time-of-day-missing
on Friday | ? time-of-day-missing
next Monday | ? time-of-day-missing
Dec 20 | ? time-of-day-missing
20 December 2026 | ? time-of-day-missing
2026-12-01 | ? time-of-day-missing
1.12. | ? time-of-day-missing
in 3 days | ? time-of-day-missing
in a month | ? time-of-day-missing
tomorrow morning | ? time-of-day-missing
next Friday | ? time-of-day-missing
soon | ? time-not-understood
later | ? time-not-understood
whenever | ? time-not-understood
asap | ? time-not-understood
now | ? time-not-understood
right now | ? time-not-understood
7 | ? time-not-understood
9 | ? time-not-understood
1430 | ? time-not-understood
at 1430 | ? time-not-understood
25:00 | ? time-not-understood
24:00 | ? time-not-understood
12:60 | ? time-not-understood
13pm | ? time-not-understood
0 am | ? time-not-understood
at 99 | ? time-not-understood
9:5 | ? time-not-understood
8:5 | ? time-not-understood
-3 | ? time-not-understood
31 Feb at 10:00 | ? time-not-understood
Feb 30 10:00 | ? time-not-understood
Feb 29 10:00 | ? time-not-understood
30.2. 10:00 | ? time-not-understood
31.4.2027 10:00 | ? time-not-understood
2026-02-30 10:00 | ? time-not-understood
2026-13-01 10:00 | ? time-not-understood
32/12 10:00 | ? time-not-understood
13/13 10:00 | ? time-not-understood
Smarch 5 10:00 | ? time-not-understood
Friday the 13th 10:00 | ? time-not-understood
the 5th at 9am | ? time-not-understood
Friday week 10:00 | ? time-not-understood
a week from Monday 10:00 | ? time-not-understood
a week on Monday 10:00 | ? time-not-understood
two Fridays from now 10:00 | ? time-not-understood
last Friday 10:00 | ? time-not-understood
past Monday 9:00 | ? time-not-understood
3 days ago | ? time-not-understood
3 days ago at 10:00 | ? time-not-understood
next week at 10:00 | ? time-not-understood
next month at 10:00 | ? time-not-understood
this week 10:00 | ? time-not-understood
next year 10:00 | ? time-not-understood
this weekend 10:00 | ? time-not-understood
weekend 10:00 | ? time-not-understood
Christmas 10:00 | ? time-not-understood
Easter Monday 10:00 | ? time-not-understood
end of month 10:00 | 2026-11-30 10:00+01:00
EOD | ? time-not-understood
Friday 3-4pm | ? time-not-understood
Friday 10:00 to 11:00 | ? time-not-understood
Friday 10:00 - 11:00 | ? time-not-understood
Mon or Tue 9:00 | ? time-not-understood
Monday 9:00 or 10:00 | ? time-not-understood
Monday and Tuesday 9:00 | ? time-not-understood
tomorrow 9:00 Friday | ? time-not-understood
Dec 9:00 | ? time-not-understood
December 9:00 | ? time-not-understood
May 10:00 | ? time-not-understood
2027 10:00 | ? time-not-understood
tomorrow 5 | ? time-not-understood
Friday 5 | ? time-not-understood
tomorrow 9 | ? time-not-understood
tonight 8 | ? time-not-understood
tomorrow 3pm Atlantis | ? time-not-understood
tomorrow 9:00 please | ? time-not-understood
maybe tomorrow 9:00 | ? time-not-understood
not tomorrow 9:00 | ? time-not-understood
before tomorrow 9:00 | ? time-not-understood
by 5pm | ? time-not-understood
around 3pm | ? time-not-understood
after lunch | ? time-not-understood
in 0 minutes | ? time-not-understood
in a while | ? time-not-understood
in depth | ? time-not-understood
in | ? time-not-understood
at | ? time-not-understood
15:30:99 | ? time-not-understood
10:00am pm | ? time-not-understood
10:00 10:00 | ? time-not-understood
1.2.3.4 10:00 | ? time-not-understood
12/12/12/12 10:00 | ? time-not-understood
99.99. 10:00 | ? time-not-understood
2026-12-01 09:30[Middle/Earth] | ? time-not-understood
2026-11-26T09:30+05:00[America/New_York] | ? time-not-understood
DROP TABLE meetings 10:00 | ? time-not-understood
🎉 10:00 | ? time-not-understood
٣:٣٠ | ? time-not-understood
Fri 14:30 for 45 min | 2026-11-27 14:30+01:00 45 min
tomorrow 9:30 for 15 min | 2026-11-26 09:30+01:00 15 min
tomorrow 9:30 for an age | ? time-not-understood
tomorrow for 30 min | ? time-of-day-missing
in 2 hours for 90 min | 2026-11-25 11:00+01:00 90 min
every weekday 9:00 | 2026-11-26 09:00+01:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
every weekday 9:00 until Dec 20 | 2026-11-26 09:00+01:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261220T225959Z
every weekday 9:00 for 15 min until Dec 20 | 2026-11-26 09:00+01:00 15 min FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261220T225959Z
every weekday at 9:00 until 20 December 2026 | 2026-11-26 09:00+01:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261220T225959Z
every weekday until Dec 20 at 9:00 | 2026-11-26 09:00+01:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261220T225959Z
every Wed 8:00 | 2026-12-02 08:00+01:00 FREQ=WEEKLY;BYDAY=WE
every Wed 10:00 | 2026-11-25 10:00+01:00 FREQ=WEEKLY;BYDAY=WE
every Monday and Thursday 14:30 | 2026-11-26 14:30+01:00 FREQ=WEEKLY;BYDAY=MO,TH
every Mon, Wed and Fri at 8:15 | 2026-11-27 08:15+01:00 FREQ=WEEKLY;BYDAY=MO,WE,FR
every Mon, Wed, Fri 8:15 10 times | 2026-11-27 08:15+01:00 FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=10
every day 9:00 | 2026-11-26 09:00+01:00 FREQ=DAILY
daily 9:00 | 2026-11-26 09:00+01:00 FREQ=DAILY
every day at noon 5 times | 2026-11-25 12:00+01:00 FREQ=DAILY;COUNT=5
every other day at 8:30 | 2026-11-26 08:30+01:00 FREQ=DAILY;INTERVAL=2
every 3 days 8:30 | 2026-11-26 08:30+01:00 FREQ=DAILY;INTERVAL=3
weekly on Friday 9:00 until 18 December | 2026-11-27 09:00+01:00 FREQ=WEEKLY;BYDAY=FR;UNTIL=20261218T225959Z
Monday 9:00 every week | 2026-11-30 09:00+01:00 FREQ=WEEKLY;BYDAY=MO
Monday 9:00 every 2 weeks | 2026-11-30 09:00+01:00 FREQ=WEEKLY;BYDAY=MO;INTERVAL=2
every 2 weeks on Monday 9:00 | 2026-11-30 09:00+01:00 FREQ=WEEKLY;BYDAY=MO;INTERVAL=2
every second Tuesday 10:00 | 2026-12-01 10:00+01:00 FREQ=WEEKLY;BYDAY=TU;INTERVAL=2
every second Tuesday of the month 10:00 | 2026-12-08 10:00+01:00 FREQ=MONTHLY;BYDAY=2TU
every other Friday 16:00 | 2026-11-27 16:00+01:00 FREQ=WEEKLY;BYDAY=FR;INTERVAL=2
tomorrow 9:30 every week, 10 times | 2026-11-26 09:30+01:00 FREQ=WEEKLY;BYDAY=TH;COUNT=10
every month on the first Tuesday at 10:00 | 2026-12-01 10:00+01:00 FREQ=MONTHLY;BYDAY=1TU
every first Tuesday of the month 10:00 | 2026-12-01 10:00+01:00 FREQ=MONTHLY;BYDAY=1TU
every last Friday 16:00 | 2026-11-27 16:00+01:00 FREQ=MONTHLY;BYDAY=-1FR
every month on the 15th 10:00 | 2026-12-15 10:00+01:00 FREQ=MONTHLY;BYMONTHDAY=15
every month on the 31st 10:00 | 2026-12-31 10:00+01:00 FREQ=MONTHLY;BYMONTHDAY=31
every 3 months on the last Friday 16:00 | 2026-11-27 16:00+01:00 FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=3
Dec 24 10:00 every year | 2026-12-24 10:00+01:00 FREQ=YEARLY
every Monday at noon Europe/Paris | 2026-11-30 12:00+01:00 Europe/Paris FREQ=WEEKLY;BYDAY=MO
every Tuesday from 1 Dec 9:00 | 2026-12-01 09:00+01:00 FREQ=WEEKLY;BYDAY=TU
every Tuesday 9:00 New York time | 2026-12-01 09:00-05:00 America/New_York FREQ=WEEKLY;BYDAY=TU
every day at midnight | 2026-11-26 00:00+01:00 FREQ=DAILY
every weekday at 7 | 2026-11-26 07:00+01:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
every day at 3 | ? which-half: 2026-11-26 03:00+01:00, 2026-11-26 15:00+01:00
every 2 weeks 9:00 | ? repeats-day-missing
every week 9:00 | ? repeats-day-missing
every month 9:00 | ? repeats-day-missing
every year 9:00 | ? repeats-day-missing
every 2 weeks | ? time-of-day-missing
every weekday | ? time-of-day-missing
every Monday | ? time-of-day-missing
every blue moon 9:00 | ? repeats-not-understood
every weekend 9:00 | ? repeats-not-understood
every 0 days 9:00 | ? repeats-not-understood
every -1 days 9:00 | ? repeats-not-understood
every 100 days 9:00 | ? repeats-not-understood
every day 9:00 0 times | ? repeats-not-understood
every day 9:00 9000 times | ? repeats-too-long
every 32nd 9:00 | ? repeats-not-understood
every month on the 32nd 9:00 | ? time-not-understood
every fifth Monday 9:00 | ? repeats-not-understood
every weekday 9:00 until Nov 1 | ? repeats-never
every weekday 9:00 until yesterday | ? repeats-never
every weekday 9:00 until 3/4 | ? repeats-not-understood
every weekday 9:00 until someday | ? repeats-not-understood
every weekday 9:00 until Dec 20 2050 | ? repeats-too-long
every weekday 9:00 except Friday | ? time-not-understood
every Monday 9:00 every Tuesday 10:00 | ? time-not-understood
tomorrow 9:00 until Dec 20 | ? time-not-understood
until Dec 20 | ? time-not-understood
10 times | ? time-not-understood
`,
  },
  {
    // Where clocks have twelve hours a mere hour is asked about.
    locale: 'en-US',
    zone: 'Europe/Berlin',
    now: Date.UTC(2026, 10, 25, 8, 0, 20),
    lines: `
at 7 | 2026-11-25 19:00+01:00
at 3 | 2026-11-25 15:00+01:00
at 10 | ? which-half: 2026-11-25 10:00+01:00, 2026-11-25 22:00+01:00
at 12 | 2026-11-25 12:00+01:00
tomorrow at 7 | ? which-half: 2026-11-26 07:00+01:00, 2026-11-26 19:00+01:00
tomorrow at 10 | ? which-half: 2026-11-26 10:00+01:00, 2026-11-26 22:00+01:00
tomorrow at 12 | ? which-half: 2026-11-26 00:00+01:00, 2026-11-26 12:00+01:00
tomorrow at 15 | 2026-11-26 15:00+01:00
tomorrow 9:30 | 2026-11-26 09:30+01:00
tomorrow 09:30 | 2026-11-26 09:30+01:00
tomorrow 3:30 | ? which-half: 2026-11-26 03:30+01:00, 2026-11-26 15:30+01:00
tomorrow 12:30 | 2026-11-26 12:30+01:00
tomorrow 15:30 | 2026-11-26 15:30+01:00
tomorrow 3:30pm | 2026-11-26 15:30+01:00
tomorrow at half past 9 | ? which-half: 2026-11-26 09:30+01:00, 2026-11-26 21:30+01:00
3/4 10:00 | ? which-date: 2027-03-04 10:00+01:00, 2027-04-03 10:00+02:00
12/25 10:00 | 2026-12-25 10:00+01:00
every day at 9 | ? which-half: 2026-11-26 09:00+01:00, 2026-11-26 21:00+01:00
every weekday 9:30 | 2026-11-25 09:30+01:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
`,
  },
  {
    locale: 'de',
    zone: 'Europe/Berlin',
    now: Date.UTC(2026, 10, 25, 8, 0, 20),
    lines: `
morgen um 15 Uhr | 2026-11-26 15:00+01:00
morgen 15:00 | 2026-11-26 15:00+01:00
morgen 15 Uhr 30 | 2026-11-26 15:30+01:00
morgen um 9.30 Uhr | 2026-11-26 09:30+01:00
morgen früh um 8 | 2026-11-26 08:00+01:00
morgen Mittag | 2026-11-26 12:00+01:00
morgen Abend um 8 | 2026-11-26 20:00+01:00
heute Abend um 8 | 2026-11-25 20:00+01:00
heute 20 Uhr | 2026-11-25 20:00+01:00
heute um 15:30 | 2026-11-25 15:30+01:00
übermorgen 9:00 | 2026-11-27 09:00+01:00
15 Uhr | 2026-11-25 15:00+01:00
7 Uhr abends | 2026-11-25 19:00+01:00
mittags | 2026-11-25 12:00+01:00
Mitternacht | 2026-11-26 00:00+01:00
halb 10 | 2026-11-25 09:30+01:00
halb 3 | 2026-11-25 14:30+01:00
Viertel nach 9 | 2026-11-25 09:15+01:00
Viertel vor 10 | 2026-11-25 09:45+01:00
Freitag 14:30 | 2026-11-27 14:30+01:00
am Freitag um 14:30 | 2026-11-27 14:30+01:00
Fr 14:30 | 2026-11-27 14:30+01:00
Mi 10:00 | 2026-11-25 10:00+01:00
Montag 9 Uhr 30 | 2026-11-30 09:30+01:00
am Montag um 9 | 2026-11-30 09:00+01:00
9 am Montag | 2026-11-30 09:00+01:00
9 Uhr am Montag | 2026-11-30 09:00+01:00
diesen Freitag 10 Uhr | 2026-11-27 10:00+01:00
kommenden Freitag 10 Uhr | 2026-11-27 10:00+01:00
nächsten Montag um 12 Uhr | 2026-11-30 12:00+01:00
nächste Woche Dienstag 10:00 | 2026-12-01 10:00+01:00
am 20. Dezember um 9 Uhr | 2026-12-20 09:00+01:00
20. Dezember 2026 9:00 | 2026-12-20 09:00+01:00
am 20.12. um 9:30 | 2026-12-20 09:30+01:00
20.12.2026 9:30 | 2026-12-20 09:30+01:00
1. Mai 10 Uhr | 2027-05-01 10:00+02:00
3.4. um 10 | 2027-04-03 10:00+02:00
in 2 Stunden | 2026-11-25 11:00+01:00
in einer Stunde | 2026-11-25 10:00+01:00
in einer halben Stunde | 2026-11-25 09:30+01:00
in 20 Minuten | 2026-11-25 09:20+01:00
in 3 Tagen um 10 Uhr | 2026-11-28 10:00+01:00
in zwei Wochen um 10 Uhr | 2026-12-09 10:00+01:00
morgen 9:30 für 30 Minuten | 2026-11-26 09:30+01:00 30 min
morgen 15 Uhr New York | 2026-11-26 15:00-05:00 America/New_York
tomorrow 3pm | 2026-11-26 15:00+01:00
next Monday at noon | 2026-11-30 12:00+01:00
jeden Werktag 9:00 bis zum 20. Dezember | 2026-11-26 09:00+01:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261220T225959Z
jeden Montag um 10 Uhr bis 20.12. | 2026-11-30 10:00+01:00 FREQ=WEEKLY;BYDAY=MO;UNTIL=20261220T225959Z
jeden Montag und Donnerstag 14:30 | 2026-11-26 14:30+01:00 FREQ=WEEKLY;BYDAY=MO,TH
alle 2 Wochen am Dienstag 10 Uhr | 2026-12-01 10:00+01:00 FREQ=WEEKLY;BYDAY=TU;INTERVAL=2
täglich 9:00 5 mal | 2026-11-26 09:00+01:00 FREQ=DAILY;COUNT=5
täglich 9:00 5-mal | 2026-11-26 09:00+01:00 FREQ=DAILY;COUNT=5
jeden ersten Dienstag im Monat 10:00 | 2026-12-01 10:00+01:00 FREQ=MONTHLY;BYDAY=1TU
jeden zweiten Dienstag 10:00 | 2026-12-01 10:00+01:00 FREQ=WEEKLY;BYDAY=TU;INTERVAL=2
jeden Monat am 15. 10:00 | 2026-12-15 10:00+01:00 FREQ=MONTHLY;BYMONTHDAY=15
um 7 | ? time-past 2026-11-25 07:00+01:00
um 3 | 2026-11-25 15:00+01:00
3 Uhr | 2026-11-25 15:00+01:00
7 Uhr | ? time-past 2026-11-25 07:00+01:00
gestern 10:00 | ? time-past 2026-11-24 10:00+01:00
nächsten Freitag 10 Uhr | ? which-week: 2026-11-27 10:00+01:00, 2026-12-04 10:00+01:00
nächsten Sonntag 10 Uhr | ? which-week: 2026-11-29 10:00+01:00, 2026-12-06 10:00+01:00
morgen um Mitternacht | ? which-midnight: 2026-11-26 00:00+01:00, 2026-11-27 00:00+01:00
3/4 um 10 | ? which-date: 2027-03-04 10:00+01:00, 2027-04-03 10:00+02:00
Donnerstag, 4. Dezember 9 Uhr | ? other-weekday: 2026-12-04 09:00+01:00
morgen früh | ? time-of-day-missing
morgen | ? time-of-day-missing
Freitag | ? time-of-day-missing
25 Uhr | ? time-not-understood
31. Februar 10 Uhr | ? time-not-understood
letzten Freitag 10 Uhr | ? time-not-understood
vor 3 Tagen | ? time-not-understood
nächste Woche um 10 | ? time-not-understood
Wochenende 10 Uhr | ? time-not-understood
Montag in einer Woche 9:00 | ? time-not-understood
irgendwann | ? time-not-understood
morgen gegen 10 | ? time-not-understood
jeden Monat 10:00 | ? repeats-day-missing
jede zweite Woche 10:00 | ? repeats-day-missing
jeden Sonnenschein 10:00 | ? repeats-not-understood
`,
  },
  {
    // A Sunday, 29 November 2026, noon: weeks begin with it in some countries.
    locale: 'en',
    zone: 'Europe/Berlin',
    now: Date.UTC(2026, 10, 29, 11, 0, 0),
    lines: `
next Monday 10:00 | ? which-week: 2026-11-30 10:00+01:00, 2026-12-07 10:00+01:00
next Sunday 10:00 | 2026-12-06 10:00+01:00
next week Tuesday 10:00 | ? which-week: 2026-12-01 10:00+01:00, 2026-12-08 10:00+01:00
next week Monday 10:00 | ? which-week: 2026-11-30 10:00+01:00, 2026-12-07 10:00+01:00
Sunday 10:00 | ? time-past 2026-11-29 10:00+01:00
Sunday 15:00 | 2026-11-29 15:00+01:00
Monday 10:00 | 2026-11-30 10:00+01:00
tomorrow 10:00 | 2026-11-30 10:00+01:00
this Sunday 15:00 | 2026-11-29 15:00+01:00
`,
  },
  {
    // The year in which the clocks of Berlin change on 29 March and 25 October.
    locale: 'en',
    zone: 'Europe/Berlin',
    now: Date.UTC(2026, 0, 10, 11, 0, 0),
    lines: `
29.3.2026 2:30 | ? skipped: 2026-03-29 01:30+01:00, 2026-03-29 03:30+02:00
29.3.2026 1:59 | 2026-03-29 01:59+01:00
29.3.2026 3:00 | 2026-03-29 03:00+02:00
29 March 2026 at 2:30 am | ? skipped: 2026-03-29 01:30+01:00, 2026-03-29 03:30+02:00
25.10.2026 2:30 | ? repeated: 2026-10-25 02:30+02:00, 2026-10-25 02:30+01:00
25 October 2026 at 2:30 am | ? repeated: 2026-10-25 02:30+02:00, 2026-10-25 02:30+01:00
25.10.2026 1:59 | 2026-10-25 01:59+02:00
25.10.2026 3:00 | 2026-10-25 03:00+01:00
2026-10-25 02:30+02:00 | 2026-10-25 02:30+02:00
2026-10-25 02:30+01:00 | 2026-10-25 02:30+01:00
25 October 2026 at 2:30 am UTC | 2026-10-25 02:30+00:00 UTC
every Sunday at 2:30 am | 2026-01-11 02:30+01:00 FREQ=WEEKLY;BYDAY=SU
`,
  },
  {
    // Half an hour of summer time, and a day ahead.
    locale: 'en',
    zone: 'Australia/Lord_Howe',
    now: Date.UTC(2026, 1, 24, 15, 0, 0),
    lines: `
2026-04-05 01:45 | ? repeated: 2026-04-05 01:45+11:00, 2026-04-05 01:45+10:30
2026-10-04 02:15 | ? skipped: 2026-10-04 01:45+10:30, 2026-10-04 02:45+11:00
tomorrow 9:00 | 2026-02-26 09:00+11:00
today 23:00 | 2026-02-25 23:00+11:00
every day 9:00 London time | 2026-02-25 09:00+00:00 Europe/London FREQ=DAILY
`,
  },
];
