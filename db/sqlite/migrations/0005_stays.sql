CREATE TABLE `stays` (
	`occurrence_id` text NOT NULL,
	`person_key` text NOT NULL,
	`account` text,
	`name` text NOT NULL,
	`from` integer NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`occurrence_id`, `person_key`, `from`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `meetings_organizer` ON `meetings` (`organizer`);