locals {
  full_name = "${var.name}-${var.environment}"

  tags = {
    application = "fast-track"
    environment = var.environment
  }
}

resource "azurerm_resource_group" "openai" {
  name     = local.full_name
  location = var.location
  tags     = local.tags
}

resource "azurerm_cognitive_account" "openai" {
  name                          = local.full_name
  resource_group_name           = azurerm_resource_group.openai.name
  location                      = azurerm_resource_group.openai.location
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = local.full_name
  public_network_access_enabled = var.public_network_access_enabled
  # The application proves itself by key; without local authentication there would be none.
  local_auth_enabled = true
  tags               = local.tags

  network_acls {
    default_action = length(var.allowed_ips) > 0 ? "Deny" : "Allow"
    ip_rules       = var.allowed_ips
  }
}

resource "azurerm_cognitive_deployment" "model" {
  name                 = var.deployment_name
  cognitive_account_id = azurerm_cognitive_account.openai.id
  # The version is this module's to choose: the plan shows a change of model before it happens.
  version_upgrade_option = "NoAutoUpgrade"

  model {
    format  = "OpenAI"
    name    = var.model_name
    version = var.model_version
  }

  sku {
    name     = var.sku_name
    capacity = var.capacity
  }
}
