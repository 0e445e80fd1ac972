# Short names for what npm and Docker Compose do: `make` lists them.
.DEFAULT_GOAL := help
.PHONY: help install start dev build test check migrate seed deps up down logs clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: ## Install the packages
	npm ci

start: ## Build what is stale and run everything in one process
	npm start

dev: ## Run API and web app, and reload on changes
	npm run dev

build: ## Build the server and the web app
	npm run build

test: ## Run the unit, contract and API tests
	npm test

check: ## Run all checks of a change
	npm run check

migrate: ## Bring the MongoDB database of MONGODB_URI up to date
	npm run migrate

seed: ## Submit 20 random jobs to http://localhost:3000
	npm run seed

deps: ## Start MongoDB and Redis for programs on this machine
	docker compose up --detach deps

up: ## Build and start everything in containers
	docker compose up --build --detach

down: ## Stop the containers; the data stays
	docker compose down

logs: ## Follow the logs of the containers
	docker compose logs --follow

clean: ## Remove what was built; the data stays
	rm -rf dist coverage .angular .cache test-results playwright-report
