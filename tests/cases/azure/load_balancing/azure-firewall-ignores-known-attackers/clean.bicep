resource firewallPolicie 'Microsoft.Network/firewallPolicies@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    threatIntelMode: 'Deny'
  }
}
