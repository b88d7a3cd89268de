resource redi 'Microsoft.Cache/redis@2024-03-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    sku: {
      name: 'Premium'
      family: 'P'
      capacity: 1
    }
  }
}

resource firewallRule 'Microsoft.Cache/redis/firewallRules@2024-03-01' = {
  parent: redi
  name: 'rule'
  properties: {
    startIP: '203.0.113.7'
    endIP: '203.0.113.7'
  }
}
