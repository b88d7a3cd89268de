resource webPubSub 'Microsoft.SignalRService/webPubSub@2023-02-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard_S1'
  }
  properties: {
    disableLocalAuth: false
  }
}
