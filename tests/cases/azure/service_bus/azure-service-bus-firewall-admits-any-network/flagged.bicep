resource example 'Microsoft.ServiceBus/namespaces/networkRuleSets@2024-01-01' = {
  name: 'example/default'
  properties: {
    defaultAction: 'Allow'
  }
}
