mock_provider "azurerm" {
  mock_resource "azurerm_resource_group" {
    defaults = { id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/example-fast-track-prod" }
  }
  mock_resource "azurerm_cognitive_account" {
    defaults = {
      id                 = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/example-fast-track-prod/providers/Microsoft.CognitiveServices/accounts/example-fast-track-prod"
      endpoint           = "https://example-fast-track-prod.openai.azure.com/"
      primary_access_key = "0123456789abcdef0123456789abcdef"
    }
  }
}

variables {
  name          = "example-fast-track"
  model_name    = "gpt-5-mini"
  model_version = "2025-08-07"
}

run "makes_an_openai_account_of_its_own_name" {
  assert {
    condition     = azurerm_cognitive_account.openai.kind == "OpenAI" && azurerm_cognitive_account.openai.sku_name == "S0"
    error_message = "The account must be of the kind OpenAI."
  }

  assert {
    condition     = azurerm_cognitive_account.openai.custom_subdomain_name == "example-fast-track-prod"
    error_message = "The endpoint must carry name and environment."
  }

  assert {
    condition     = azurerm_cognitive_account.openai.resource_group_name == azurerm_resource_group.openai.name
    error_message = "The account must lie in the group of this module."
  }
}

run "deploys_the_named_model_and_pays_per_use" {
  assert {
    condition = (
      azurerm_cognitive_deployment.model.model[0].name == "gpt-5-mini" &&
      azurerm_cognitive_deployment.model.model[0].version == "2025-08-07"
    )
    error_message = "The deployment must serve exactly the named model."
  }

  assert {
    condition = (
      azurerm_cognitive_deployment.model.sku[0].name == "GlobalStandard" &&
      azurerm_cognitive_deployment.model.sku[0].capacity == 10
    )
    error_message = "The defaults must be pay-per-use with ten thousand tokens per minute."
  }

  assert {
    condition     = azurerm_cognitive_deployment.model.version_upgrade_option == "NoAutoUpgrade"
    error_message = "The model must not change without a plan."
  }
}

run "gives_the_environment_by_the_names_that_fast_track_reads" {
  assert {
    condition     = nonsensitive(output.environment) == <<-EOT
      AZURE_OPENAI_ENDPOINT=https://example-fast-track-prod.openai.azure.com/
      AZURE_OPENAI_API_KEY=0123456789abcdef0123456789abcdef
      AZURE_OPENAI_DEPLOYMENT=fast-track
      AZURE_OPENAI_API_VERSION=2024-10-21
    EOT
    error_message = "The four lines must be usable as they are."
  }
}

run "hides_what_opens_the_service" {
  variables {
    client_secret = "not-a-real-secret-0123456789"
  }

  assert {
    condition     = issensitive(output.api_key) && issensitive(output.environment) && issensitive(output.endpoint)
    error_message = "Endpoint, key and environment must not be printed."
  }

  assert {
    condition     = issensitive(var.client_secret) && issensitive(var.subscription_id) && issensitive(var.client_id) && issensitive(var.tenant_id)
    error_message = "Credentials must not be printed."
  }
}

run "shuts_out_everybody_but_the_named_addresses" {
  variables {
    allowed_ips = ["203.0.113.7", "198.51.100.0/24"]
  }

  assert {
    condition = (
      azurerm_cognitive_account.openai.network_acls[0].default_action == "Deny" &&
      toset(azurerm_cognitive_account.openai.network_acls[0].ip_rules) == toset(["203.0.113.7", "198.51.100.0/24"])
    )
    error_message = "Named addresses must be the only ones."
  }
}

run "can_be_closed_to_the_internet" {
  variables {
    public_network_access_enabled = false
  }

  assert {
    condition     = !azurerm_cognitive_account.openai.public_network_access_enabled
    error_message = "Public access must be possible to switch off."
  }
}
