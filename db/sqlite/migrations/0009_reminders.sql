ALTER TABLE `accounts` ADD `reminder` integer DEFAULT 10;--> statement-breakpoint
-- Jobs that remind of what was planned before there were reminders, those whose time has not passed.
INSERT OR IGNORE INTO `jobs` (`key`, `kind`, `subject`, `run_at`, `order`, `buckets`, `place`, `lane`, `state`, `attempts`, `interrupted`, `asked_again`)
SELECT 'remind:' || o.`id` || ':' || m.`value`, 'remind', o.`id` || ':' || m.`value`,
  o.`starts_at` - m.`value` * 60000, o.`starts_at` - m.`value` * 60000, '[]', '', '[]', 'waiting', 0, 0, 0
FROM `occurrences` o, json_each('[5,10,15,30]') m
WHERE o.`state` = 'planned' AND o.`starts_at` - m.`value` * 60000 > unixepoch() * 1000;
