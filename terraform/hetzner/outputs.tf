output "hcloud_server_ip" {
  description = "Public IPv4 address of the server."
  value       = hcloud_server.fast_track.ipv4_address
}

output "hcloud_server_ipv6" {
  description = "Public IPv6 address of the server."
  value       = hcloud_server.fast_track.ipv6_address
}

output "private_ip" {
  description = "Address of the server in the private network."
  value       = hcloud_server_network.fast_track.ip
}

output "url" {
  description = "Where the web UI answers once the first boot has ended, over plain HTTP."
  value       = "http://${hcloud_server.fast_track.ipv4_address}"
}

output "ssh_command" {
  description = "Logs in to the server as root."
  value       = "ssh root@${hcloud_server.fast_track.ipv4_address}"
}

output "data_device" {
  description = "Device of the data volume on the server."
  value       = hcloud_volume.data.linux_device
}
