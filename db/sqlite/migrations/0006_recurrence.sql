ALTER TABLE `meetings` ADD `recurrence` text;--> statement-breakpoint
ALTER TABLE `occurrences` ADD `slot` text;--> statement-breakpoint
UPDATE `workspaces` SET `settings` = json_set(`settings`, '$.seriesCards', 'one') WHERE json_type(`settings`, '$.seriesCards') IS NULL;
