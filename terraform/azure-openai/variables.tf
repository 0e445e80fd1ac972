variable "subscription_id" {
  description = "Azure subscription that pays. Leave it null to use ARM_SUBSCRIPTION_ID of the environment."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.subscription_id == null || can(regex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", var.subscription_id))
    error_message = "subscription_id must be a UUID, or null to use ARM_SUBSCRIPTION_ID."
  }
}

variable "tenant_id" {
  description = "Entra tenant of the service principal. Leave it null to use ARM_TENANT_ID of the environment."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.tenant_id == null || can(regex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", var.tenant_id))
    error_message = "tenant_id must be a UUID, or null to use ARM_TENANT_ID."
  }
}

variable "client_id" {
  description = "Application (client) id of the service principal. Leave it null to use ARM_CLIENT_ID of the environment, or `az login`."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.client_id == null || can(regex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", var.client_id))
    error_message = "client_id must be a UUID, or null to use ARM_CLIENT_ID."
  }
}

variable "client_secret" {
  description = "Secret of the service principal. Leave it null to use ARM_CLIENT_SECRET of the environment, or `az login`."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.client_secret == null || try(length(var.client_secret) >= 16, false)
    error_message = "client_secret must be the secret's value (16 characters or more, not its id), or null to use ARM_CLIENT_SECRET."
  }
}

variable "environment" {
  description = "Which installation this is: dev, staging or prod. Part of every name."
  type        = string
  default     = "prod"

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "environment must be dev, staging or prod."
  }
}

variable "name" {
  description = "What the names begin with. Together with the environment it becomes the host name NAME-ENVIRONMENT.openai.azure.com, which must be free in the whole world."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,47}[a-z0-9]$", var.name))
    error_message = "name must be 2 to 49 lower-case letters, digits and hyphens, begin with a letter and not end with a hyphen: it becomes a host name."
  }
}

variable "location" {
  description = "Azure region. Which models it offers: `az cognitiveservices model list --location REGION --output table`."
  type        = string
  default     = "swedencentral"

  validation {
    condition     = can(regex("^[a-z]+[0-9]?$", var.location))
    error_message = "location must be a region's short name, such as swedencentral or eastus2."
  }
}

variable "model_name" {
  description = "Model to deploy, such as gpt-5-mini. There is no default: Azure retires models, and a default would outlive its model."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$", var.model_name))
    error_message = "model_name must be a model's name as Azure lists it, such as gpt-5-mini."
  }
}

variable "model_version" {
  description = "Version of the model as Azure lists it, such as 2025-08-07."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$", var.model_version))
    error_message = "model_version must be a version as Azure lists it, such as 2025-08-07."
  }
}

variable "deployment_name" {
  description = "Name of the deployment, the one that requests carry."
  type        = string
  default     = "fast-track"

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$", var.deployment_name))
    error_message = "deployment_name must be 2 to 64 letters, digits, dots, hyphens and underscores, and begin with a letter or digit."
  }
}

variable "sku_name" {
  description = "How the deployment is billed and where it computes. The default is pay-per-use, without a promise about the region."
  type        = string
  default     = "GlobalStandard"

  validation {
    condition     = contains(["Standard", "DataZoneStandard", "GlobalStandard"], var.sku_name)
    error_message = "sku_name must be a pay-per-use one: Standard (this region), DataZoneStandard or GlobalStandard."
  }
}

variable "capacity" {
  description = "Limit of the deployment in thousands of tokens per minute. It must lie within the quota of the subscription."
  type        = number
  default     = 10

  validation {
    condition     = var.capacity >= 1 && var.capacity <= 10000 && floor(var.capacity) == var.capacity
    error_message = "capacity must be a whole number from 1 to 10000 (thousands of tokens per minute)."
  }
}

variable "api_version" {
  description = "Version of the REST API that the application asks for."
  type        = string
  default     = "2024-10-21"

  validation {
    condition     = can(regex("^20[0-9]{2}-[0-9]{2}-[0-9]{2}(-preview)?$", var.api_version))
    error_message = "api_version must be a date such as 2024-10-21, with -preview behind it for a preview."
  }
}

variable "allowed_ips" {
  description = "IPv4 addresses or networks that may reach the service, such as the output hcloud_server_ip. Empty: everybody who has the key."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for ip in var.allowed_ips : can(cidrhost(strcontains(ip, "/") ? ip : "${ip}/32", 0)) && !strcontains(ip, ":")])
    error_message = "allowed_ips must be IPv4 addresses or networks, such as 203.0.113.7 or 198.51.100.0/24."
  }
}

variable "public_network_access_enabled" {
  description = "Whether the service is reachable from the Internet at all. False needs a private endpoint, which this module does not make."
  type        = bool
  default     = true
}
