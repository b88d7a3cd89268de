param setting string

resource webPubSub 'Microsoft.SignalRService/webPubSub@2023-02-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard_S1'
  }
  properties: {}
}

resource hub 'Microsoft.SignalRService/webPubSub/hubs@2023-02-01' = {
  parent: webPubSub
  name: 'chat'
  properties: {
    anonymousConnectPolicy: setting
  }
}
