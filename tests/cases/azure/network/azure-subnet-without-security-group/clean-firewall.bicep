resource example 'Microsoft.Network/virtualNetworks/subnets@2024-01-01' = {
  name: 'example/AzureFirewallSubnet'
  properties: {
    addressPrefix: '10.0.0.0/26'
  }
}
