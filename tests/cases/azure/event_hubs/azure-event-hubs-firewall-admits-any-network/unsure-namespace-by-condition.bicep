param here bool

resource hub 'Microsoft.EventHub/namespaces@2024-01-01' = if (here) {
  name: 'orders'
  location: resourceGroup().location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}

resource rules 'Microsoft.EventHub/namespaces/networkRuleSets@2024-01-01' = {
  parent: hub
  name: 'default'
  properties: {
    publicNetworkAccess: 'Enabled'
    defaultAction: 'Allow'
  }
}
