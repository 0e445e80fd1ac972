output "endpoint" {
  description = "Address of the service: AZURE_OPENAI_ENDPOINT."
  value       = azurerm_cognitive_account.openai.endpoint
  sensitive   = true
}

output "api_key" {
  description = "Key of the service: AZURE_OPENAI_API_KEY."
  value       = azurerm_cognitive_account.openai.primary_access_key
  sensitive   = true
}

output "deployment" {
  description = "Name of the deployment: AZURE_OPENAI_DEPLOYMENT."
  value       = azurerm_cognitive_deployment.model.name
}

output "api_version" {
  description = "Version of the REST API: AZURE_OPENAI_API_VERSION."
  value       = var.api_version
}

output "environment" {
  description = "The four lines for the .env file of Fast Track: `terraform output -raw environment`."
  sensitive   = true
  value       = <<-EOT
    AZURE_OPENAI_ENDPOINT=${azurerm_cognitive_account.openai.endpoint}
    AZURE_OPENAI_API_KEY=${azurerm_cognitive_account.openai.primary_access_key}
    AZURE_OPENAI_DEPLOYMENT=${azurerm_cognitive_deployment.model.name}
    AZURE_OPENAI_API_VERSION=${var.api_version}
  EOT
}
