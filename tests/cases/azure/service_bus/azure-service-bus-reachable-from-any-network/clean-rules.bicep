resource namespace 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
  properties: {}
}

resource networkRuleSet 'Microsoft.ServiceBus/namespaces/networkRuleSets@2022-10-01-preview' = {
  parent: namespace
  name: 'default'
  properties: {
    defaultAction: 'Deny'
  }
}
