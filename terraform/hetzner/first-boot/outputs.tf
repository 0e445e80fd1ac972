output "user_data" {
  description = "cloud-config for the server. It holds no secret: those are made on the server."
  value       = local.user_data

  precondition {
    condition     = length(local.user_data) < 32768
    error_message = "The user data must stay below the 32 KiB that Hetzner takes."
  }
}
