CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`foreign_id` text NOT NULL,
	`name` text NOT NULL,
	`handle` text,
	`bot` integer NOT NULL,
	`zone` text,
	`locale` text NOT NULL,
	`unreachable` text,
	`muted` text NOT NULL,
	`version` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_foreign` ON `accounts` (`platform`,`foreign_id`);--> statement-breakpoint
CREATE TABLE `admissions` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_key` text NOT NULL,
	`occurrence_id` text NOT NULL,
	`person_key` text NOT NULL,
	`account` text,
	`invitation_id` text,
	`name` text NOT NULL,
	`via` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`meeting_key`) REFERENCES `meetings`(`key`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `admissions_meeting` ON `admissions` (`meeting_key`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`client` text NOT NULL,
	`network` text,
	`typed_id` text NOT NULL,
	`compared` integer NOT NULL,
	`forgiven` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `attempts_at` ON `attempts` (`at`);--> statement-breakpoint
CREATE INDEX `attempts_client` ON `attempts` (`client`,`at`);--> statement-breakpoint
CREATE INDEX `attempts_network` ON `attempts` (`network`,`at`) WHERE network is not null;--> statement-breakpoint
CREATE INDEX `attempts_client_meeting` ON `attempts` (`client`,`typed_id`,`at`) WHERE compared = 1 and forgiven = 0;--> statement-breakpoint
CREATE INDEX `attempts_meeting` ON `attempts` (`typed_id`,`at`) WHERE compared = 1;--> statement-breakpoint
CREATE INDEX `attempts_compared` ON `attempts` (`at`) WHERE compared = 1;--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`workspace_id` text NOT NULL,
	`meeting_key` text,
	`actor` text,
	`action` text NOT NULL,
	`about` text,
	`invitation_id` text,
	`revision` integer,
	`via` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_meeting` ON `audit` (`meeting_key`,`seq`);--> statement-breakpoint
CREATE TABLE `buckets` (
	`bucket` text PRIMARY KEY NOT NULL,
	`free_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `buckets_free` ON `buckets` (`free_at`);--> statement-breakpoint
CREATE TABLE `conferences` (
	`id` text NOT NULL,
	`meeting_key` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`state` text NOT NULL,
	`foreign_id` text,
	`credentials` text,
	`reason` text,
	`wanted` integer NOT NULL,
	`shown` integer NOT NULL,
	`credentials_key` text,
	FOREIGN KEY (`meeting_key`) REFERENCES `meetings`(`key`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `conferences_id` ON `conferences` (`id`);--> statement-breakpoint
CREATE INDEX `conferences_credentials_key` ON `conferences` (`credentials_key`) WHERE credentials_key is not null;--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`workspace_id` text NOT NULL,
	`platform` text NOT NULL,
	`to_kind` text NOT NULL,
	`to` text NOT NULL,
	`content` text NOT NULL,
	`meeting_key` text NOT NULL,
	`occurrence_id` text,
	`invitation_id` text,
	`revision` integer NOT NULL,
	`link` integer NOT NULL,
	`order` integer NOT NULL,
	`until` integer,
	`not_before` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`ref` text,
	`wanted` integer NOT NULL,
	`shown` integer NOT NULL,
	`sent_at` integer,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`meeting_key`) REFERENCES `meetings`(`key`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_key` ON `deliveries` (`key`);--> statement-breakpoint
CREATE INDEX `deliveries_meeting` ON `deliveries` (`meeting_key`,`content`);--> statement-breakpoint
CREATE TABLE `erasing` (
	`meeting_key` text PRIMARY KEY NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `events_id` ON `events` (`id`);--> statement-breakpoint
CREATE TABLE `forms` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`workspace_id` text NOT NULL,
	`command` text NOT NULL,
	`state` text NOT NULL,
	`step` integer NOT NULL,
	`expires_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `forms_expiry` ON `forms` (`expires_at`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_key` text NOT NULL,
	`occurrence_id` text,
	`invitee_kind` text NOT NULL,
	`invitee` text NOT NULL,
	`role` text NOT NULL,
	`state` text NOT NULL,
	`link` integer NOT NULL,
	`link_key` text NOT NULL,
	`rsvp` text NOT NULL,
	`invited_by` text NOT NULL,
	`invited_at` integer NOT NULL,
	`due` integer,
	FOREIGN KEY (`meeting_key`) REFERENCES `meetings`(`key`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `invitations_meeting` ON `invitations` (`meeting_key`);--> statement-breakpoint
CREATE INDEX `invitations_due` ON `invitations` (`invitee`,`due`) WHERE due is not null;--> statement-breakpoint
CREATE INDEX `invitations_by` ON `invitations` (`invited_by`,`invited_at`);--> statement-breakpoint
CREATE INDEX `invitations_link_key` ON `invitations` (`link_key`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`key` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`run_at` integer NOT NULL,
	`order` integer NOT NULL,
	`buckets` text NOT NULL,
	`place` text NOT NULL,
	`lane` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`last_error` text,
	`lease` text,
	`lease_until` integer,
	`interrupted` integer NOT NULL,
	`asked_again` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `jobs_waiting` ON `jobs` (`run_at`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `jobs_ready` ON `jobs` (`lane`,`order`,`run_at`) WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX `jobs_leased` ON `jobs` (`lease_until`) WHERE state = 'leased';--> statement-breakpoint
CREATE INDEX `jobs_next` ON `jobs` (`lane`,`run_at`) WHERE state in ('waiting', 'ready');--> statement-breakpoint
CREATE TABLE `meetings` (
	`key` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`kind` text NOT NULL,
	`topic` text NOT NULL,
	`organizer` text NOT NULL,
	`access` text NOT NULL,
	`waiting_room` text NOT NULL,
	`provider` text NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`passcode` text NOT NULL,
	`check` text NOT NULL,
	`replaced_check` text,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`passcode_key` text NOT NULL,
	`check_key` text NOT NULL,
	`upcoming` integer,
	`over_at` integer,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_number` ON `meetings` (`meeting_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_personal` ON `meetings` (`workspace_id`,`organizer`) WHERE kind = 'personal';--> statement-breakpoint
CREATE INDEX `meetings_upcoming` ON `meetings` (`workspace_id`,`upcoming`) WHERE upcoming is not null;--> statement-breakpoint
CREATE INDEX `meetings_over` ON `meetings` (`over_at`) WHERE over_at is not null;--> statement-breakpoint
CREATE INDEX `meetings_created` ON `meetings` (`created_by`,`created_at`);--> statement-breakpoint
CREATE INDEX `meetings_passcode_key` ON `meetings` (`passcode_key`);--> statement-breakpoint
CREATE INDEX `meetings_check_key` ON `meetings` (`check_key`);--> statement-breakpoint
CREATE TABLE `numbers` (
	`meeting_id` text PRIMARY KEY NOT NULL,
	`meeting_key` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `occurrences` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_key` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`zone` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`card` text,
	`moves` integer NOT NULL,
	`topic` text,
	FOREIGN KEY (`meeting_key`) REFERENCES `meetings`(`key`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `occurrences_meeting` ON `occurrences` (`meeting_key`,`starts_at`);--> statement-breakpoint
CREATE INDEX `occurrences_card` ON `occurrences` (`card`) WHERE card is not null and state in ('planned', 'live');--> statement-breakpoint
CREATE TABLE `presence` (
	`occurrence_id` text NOT NULL,
	`person_key` text NOT NULL,
	`account` text,
	`name` text NOT NULL,
	`host` integer NOT NULL,
	`state` text NOT NULL,
	`entered_at` integer NOT NULL,
	`lease_until` integer NOT NULL,
	PRIMARY KEY(`occurrence_id`, `person_key`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `presence_lease` ON `presence` (`lease_until`);--> statement-breakpoint
CREATE TABLE `requests` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_key` text NOT NULL,
	`account` text NOT NULL,
	`state` text NOT NULL,
	`asked_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`meeting_key`) REFERENCES `meetings`(`key`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `requests_meeting` ON `requests` (`meeting_key`);--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`foreign_id` text NOT NULL,
	`name` text NOT NULL,
	`plan` text NOT NULL,
	`locked` integer NOT NULL,
	`settings` text NOT NULL,
	`version` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `workspaces_foreign` ON `workspaces` (`platform`,`foreign_id`);