CREATE INDEX `admissions_occurrence` ON `admissions` (`occurrence_id`);--> statement-breakpoint
CREATE INDEX `deliveries_occurrence` ON `deliveries` (`occurrence_id`) WHERE occurrence_id is not null;--> statement-breakpoint
CREATE INDEX `occurrences_open` ON `occurrences` (`meeting_key`) WHERE state in ('planned', 'live');--> statement-breakpoint
CREATE INDEX `occurrences_once` ON `occurrences` (`meeting_key`) WHERE slot is null;--> statement-breakpoint
CREATE INDEX `occurrences_past` ON `occurrences` (`ends_at`) WHERE slot is not null and state in ('ended', 'cancelled');