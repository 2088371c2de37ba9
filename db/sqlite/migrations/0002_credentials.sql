CREATE TABLE `credentials` (
	`adapter` text NOT NULL,
	`workspace` text NOT NULL,
	`sealed` text NOT NULL,
	`sealed_key` text NOT NULL,
	PRIMARY KEY(`adapter`, `workspace`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `credentials_sealed_key` ON `credentials` (`sealed_key`);